/** The secrets that a request carries. */
export interface Secrets {
  /** Passwords and keys, as typed. */
  typed: readonly string[];
  /** Values of headers that are base64 of such a secret and something before it, without the name of the scheme. */
  base64: readonly string[];
}

export const noSecrets: Secrets = { typed: [], base64: [] };
