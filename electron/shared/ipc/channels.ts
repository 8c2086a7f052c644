/** The two channels between page and main process. contract.ts says what goes over them. */
export const callChannel = 'keypost:call';
export const eventChannel = 'keypost:event';
