/** What the page's world lacks, beside Node: ways out of it that Keypost never uses and no policy covers. */

/**
 * WebRTC and its relatives make connections of their own; `print` opens a dialog of the system. A frame that a script makes has them
 * again, so this is the second defence: see webRtcPolicy and pageProxy for the one on the wire.
 */
const removed = /^(?:webkit)?RTC|^WebTransport|^WebSocketStream$|^(?:TCP|UDP)(?:Server)?Socket$|^print$/;

/** To run in the page's world before any script of the page. */
export const removalScript = `for (const name of Object.getOwnPropertyNames(globalThis)) if (${removed}.test(name)) delete globalThis[name];`;
