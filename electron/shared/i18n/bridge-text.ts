/** Why a call of the page was refused before anything was done. */
export const bridgeText = {
  'bridge.wrongSender': (_: object): string => 'Keypost only responds to its own page.',
  'bridge.needsGesture': (_: object): string => 'This opens only when you press its button. Nothing was done. Press the button again.',
};
