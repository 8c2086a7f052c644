/** The secrets that a request carries. */
export interface Secrets {
  /** Passwords and keys, as typed. */
  typed: readonly string[];
  /** Header values that are base64 of a secret with a prefix, without the name of the scheme. */
  base64: readonly string[];
}

export const noSecrets: Secrets = { typed: [], base64: [] };
