/** Asks a person where a file shall go, with the system's own dialog: that one also asks before a file is overwritten. */
import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { FileQuestion } from '../log/log-tasks.ts';

/** The whole path; `null` when there shall be none. */
export async function askForFile(window: BrowserWindow | undefined, { title, name, kind }: FileQuestion): Promise<string | null> {
  const options = {
    title,
    defaultPath: join(app.getPath('documents'), name),
    filters: [{ name: kind.name, extensions: [kind.extension] }],
    properties: ['createDirectory' as const, 'showOverwriteConfirmation' as const],
  };
  const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
  return answer.canceled || !answer.filePath ? null : answer.filePath;
}

/** Whether a file lies in `folder` or below it, wherever links lead. */
export function isInside(folder: string, file: string): boolean {
  const way = relative(realOf(folder), join(realOf(dirname(file)), basename(file)));
  // From one drive to another, or to a share of the network, there is no way but the whole path.
  return !isAbsolute(way) && !/^\.\.([\\/]|$)/.test(way);
}

/** A folder that is not there (yet) is where its name says. */
function realOf(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}
