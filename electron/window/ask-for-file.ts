/** Asks a person where a file shall go, with the system's own dialog: that one also asks before a file is overwritten. */
import { join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { FileQuestion } from '../log/tasks/log-tasks.ts';

/** The whole path; `null` when there shall be none. */
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
