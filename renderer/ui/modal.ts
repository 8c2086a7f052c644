/** What lies over the page and keeps keys to itself. */
export const modalSelector = '[role="dialog"], [role="alertdialog"]';

/** The same with what closes on Escape: menus and lists of choices. */
const layerSelector = `${modalSelector}, [role="menu"], [role="listbox"]`;

export const isLayerOpen = (): boolean => document.querySelector(layerSelector) !== null;
