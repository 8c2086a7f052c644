/** The menu of the right mouse button: what one expects in a text field and on selected text. */
import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';

export function attachContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_, { isEditable, selectionText, editFlags }) => {
    const items: MenuItemConstructorOptions[] = [];
    if (isEditable)
      items.push({ role: 'undo', enabled: editFlags.canUndo }, { type: 'separator' }, { role: 'cut', enabled: editFlags.canCut });
    if (isEditable || selectionText.trim() !== '') items.push({ role: 'copy', enabled: editFlags.canCopy });
    if (isEditable) items.push({ role: 'paste', enabled: editFlags.canPaste }, { type: 'separator' }, { role: 'selectAll' });
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
}
