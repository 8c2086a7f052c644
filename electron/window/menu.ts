/** The menu bar, and the menu of the right mouse button. There is no "Reload": it would take what is typed. */
import { BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import { textOf } from '../shared/i18n/text.ts';
import { zoom, zoomKeys, type ZoomChange } from './zoom.ts';

export interface MenuDeps {
  /** With the developer tools, which a packaged Keypost does not offer. */
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

/** Electron's own items know no bounds, and one key each: of these one is seen, and the others are there for their keys. */
const zoomItems = (label: string, change: ZoomChange): MenuItemConstructorOptions[] =>
  zoomKeys[change].map((accelerator, index) => ({
    label,
    accelerator,
    visible: index === 0,
    acceleratorWorksWhenHidden: true,
    click: (_, focused) => {
      // A window can hear keys before the system calls it focused, and there is only one.
      const window = focused ?? BrowserWindow.getAllWindows()[0];
      if (window instanceof BrowserWindow) zoom(window.webContents, change);
    },
  }));

/** What one expects in a text field and on selected text. */
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
