/** The menu bar and the context menu. There is no "Reload", because it would discard typed text. */
import { BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import { textOf } from '../shared/i18n/text.ts';
import { zoom, zoomKeys, type ZoomChange } from './zoom.ts';

export interface MenuDeps {
  /** Whether to include the developer tools; a packaged Keypost doesn't have them. */
  developing: boolean;
  showDiagnostics: () => void;
}

export function setMenu({ developing, showDiagnostics }: MenuDeps): void {
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : [{ label: '&File', submenu: [{ role: 'quit' } as const] }]),
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        ...zoomItems('Actual Size', 'reset'),
        ...zoomItems('Zoom In', 'in'),
        ...zoomItems('Zoom Out', 'out'),
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(developing ? [{ type: 'separator' } as const, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ label: textOf({ code: 'diagnostics.menu', params: {} }), click: showDiagnostics }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Electron's own zoom items have no bounds and only one key each. Of these items one is visible, the others exist for their keys. */
const zoomItems = (label: string, change: ZoomChange): MenuItemConstructorOptions[] =>
  zoomKeys[change].map((accelerator, index) => ({
    label,
    accelerator,
    visible: index === 0,
    acceleratorWorksWhenHidden: true,
    click: (_, focused) => {
      // A window can receive keys before the system reports it as focused. There is only one window, so use that.
      const window = focused ?? BrowserWindow.getAllWindows()[0];
      if (window instanceof BrowserWindow) zoom(window.webContents, change);
    },
  }));

/** The usual items for text fields and for selected text. */
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
