/** The two channels between page and main process. What goes over them is told in contract.ts. */
export const callChannel = 'keypost:call';
export const eventChannel = 'keypost:event';
