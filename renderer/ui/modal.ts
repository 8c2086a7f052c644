/** Layers over the page that capture keys. */
export const modalSelector = '[role="dialog"], [role="alertdialog"]';

/** The same, with everything else that closes on Escape: menus and lists of choices. */
const layerSelector = `${modalSelector}, [role="menu"], [role="listbox"]`;

export const isLayerOpen = (): boolean => isAnyVisible(layerSelector);

export const isModalOpen = (): boolean => isAnyVisible(modalSelector);

/** A screen that was left, such as the log, may stay in the page without being visible: its lists and panels are no layers then. */
const isAnyVisible = (selector: string): boolean =>
  [...document.querySelectorAll(selector)].some((layer) => layer.checkVisibility({ checkVisibilityCSS: true }));
