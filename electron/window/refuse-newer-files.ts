/** Refuses to start with files that a newer Keypost wrote: this version could only lose data that it doesn't know. */
import { app, dialog, shell } from 'electron';
import { textOf } from '../shared/i18n/text.ts';
import type { NewerFile } from '../storage/newer-file.ts';

/** Shows which files these are and what to do, then exits. `folder` is the folder that contains them. */
export async function refuseNewerFiles(folder: string, files: readonly NewerFile[]): Promise<void> {
  const title = textOf({ code: 'start.refused', params: {} });
  const message = textOf({ code: 'start.newerFiles', params: { files: files.length } });
  const list = files.map((params) => textOf({ code: 'start.newerFile', params }));
  const remedy = textOf({ code: 'start.newerRemedy', params: { folder } });
  process.stderr.write([title, message, ...list, remedy, ''].join('\n'));
  const buttons = [textOf({ code: 'start.quit', params: {} }), textOf({ code: 'start.showFolder', params: {} })];
  const detail = [list.join('\n'), remedy].join('\n\n');
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title,
    message,
    detail,
    buttons,
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 1) await shell.openPath(folder);
  app.exit(1);
}
