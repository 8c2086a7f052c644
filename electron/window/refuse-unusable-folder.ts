/** What a person sees when Keypost can't start with its folder. */
import { app, dialog } from 'electron';
import { textOf } from '../shared/i18n/text.ts';
import type { FolderDoubt } from '../shared/i18n/start-text.ts';
import { removeTemporaryFolder, tryToMakePrivate } from './data-folder.ts';

/** Shows why Keypost can't start, and exits. Without its folder it could neither keep a log nor be the only instance using it. */
export async function refuseUnusableFolder(problem: string): Promise<void> {
  await app.whenReady();
  process.stderr.write(`Keypost can't start: it can't write its folder (${problem}).\n`);
  dialog.showErrorBox(textOf({ code: 'start.refused', params: {} }), textOf({ code: 'start.noFolder', params: { reason: problem } }));
  leave(1);
}

/** Shows who else could change the files in the folder, then exits; if the person chose to make the folder private, Keypost restarts. */
export async function askAboutFolder(folder: string, doubt: FolderDoubt): Promise<void> {
  await app.whenReady();
  const title = textOf({ code: 'start.refused', params: {} });
  const message = textOf({ code: 'start.folderDoubt', params: doubt });
  const detail = textOf({ code: 'start.folderRemedy', params: { folder, doubt } });
  process.stderr.write([title, message, detail, ''].join('\n'));
  const quit = textOf({ code: 'start.quit', params: {} });
  const buttons = doubt.kind === 'writable' ? [quit, textOf({ code: 'start.makePrivate', params: {} })] : [quit];
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title,
    message,
    detail,
    buttons,
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 0) {
    leave(1);
    return;
  }
  if (!tryToMakePrivate(folder)) {
    dialog.showErrorBox(title, textOf({ code: 'start.notPrivate', params: { folder } }));
    leave(1);
    return;
  }
  // Chromium can't change to another folder while it is running.
  app.relaunch();
  leave(0);
}

function leave(code: number): void {
  removeTemporaryFolder();
  app.exit(code);
}
