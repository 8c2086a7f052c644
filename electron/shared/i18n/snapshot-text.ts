/** Why the address of a snapshot isn't opened: a server names it. */

export const snapshotText = {
  'snapshot.notPublic': (_: object): string => "This address is on this computer or in a local network, so it isn't opened.",
};
