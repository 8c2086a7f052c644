/** Layers over the page that capture keys. */
export const modalSelector = '[role="dialog"], [role="alertdialog"]';

/** The same, with everything else that closes on Escape: menus and lists of choices. */
const layerSelector = `${modalSelector}, [role="menu"], [role="listbox"]`;

export const isLayerOpen = (): boolean => document.querySelector(layerSelector) !== null;
