/** Asks a person for a target file with the system's own dialog, which also asks before a file is overwritten. */
import { join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { FileQuestion } from '../log/tasks/log-tasks.ts';

/** Returns the full path; `null` if the person cancelled. */
export async function askForFile(window: BrowserWindow | undefined, { title, name, kind }: FileQuestion): Promise<string | null> {
  const options = {
    title,
    defaultPath: join(app.getPath('documents'), name),
    filters: [{ name: kind.name, extensions: [kind.extension] }],
    properties: ['createDirectory' as const, 'showOverwriteConfirmation' as const],
  };
  const chosen = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
  return chosen.canceled || !chosen.filePath ? null : chosen.filePath;
}
