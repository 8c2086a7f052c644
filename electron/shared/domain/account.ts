/** An account: who we send as. Its secret (API password, API client key) is never part of it; see accounts/vault.ts. */
import * as v from 'valibot';
import type { Text } from '../i18n/text.ts';
import { tidySiteUrl } from './site-url.ts';

export const accountKinds = ['practice', 'test', 'production'] as const;
export type AccountKind = (typeof accountKinds)[number];

/** The public part of an account, as it is stored on disk. */
export const AccountSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  kind: v.picklist(accountKinds),
  /** Origin and optional path prefix as normalized by site-url.ts: no trailing slash, no `/rest`. */
  siteUrl: v.pipe(
    v.string(),
    v.maxLength(2000),
    v.check((url) => url === '' || tidySiteUrl(url).ok),
  ),
  realm: v.pipe(v.string(), v.maxLength(500)),
  /** API client name for `x-api-key`; empty if the realm's default API client is used. */
  clientName: v.pipe(v.string(), v.maxLength(500)),
  /** Whether every send of a production account has to be reviewed first. It has no effect on accounts of another kind. */
  reviewSends: v.boolean(),
});
export type Account = v.InferOutput<typeof AccountSchema>;

/**
 * Where an account's secret is stored. `practice`: it needs none. `none`: it has to be typed. `missing`: it should be in the keychain but
 * isn't, so it has to be typed, too.
 */
export type SecretBackend = 'keychain' | 'memory' | 'practice' | 'none' | 'missing';

/** What the page may know of an account. It never contains a secret. */
export interface AccountView extends Account {
  /** The built-in practice account: it can be neither edited nor removed. */
  builtIn: boolean;
  secret: { hasSecret: boolean; hasClientKey: boolean; backend: SecretBackend };
}

/** What the account form submits. The length limits here only stop abuse; the rules that people see are in check-account.ts. */
export const AccountDraftSchema = v.object({
  id: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  name: v.pipe(v.string(), v.maxLength(10_000)),
  kind: v.picklist(accountKinds),
  siteUrl: v.pipe(v.string(), v.maxLength(10_000)),
  realm: v.pipe(v.string(), v.maxLength(10_000)),
  clientName: v.pipe(v.string(), v.maxLength(10_000)),
  reviewSends: v.boolean(),
  /** Empty: keep the stored password. */
  password: v.pipe(v.string(), v.maxLength(10_000)),
  /** Empty: keep the stored key. */
  clientKey: v.pipe(v.string(), v.maxLength(10_000)),
  /** Whether the person agreed to keep the secret in memory only, until Keypost closes. */
  keepInMemory: v.boolean(),
});
export type AccountDraft = v.InferOutput<typeof AccountDraftSchema>;

/** The result of a connection test, which is a harmless GET on the account's site. */
export interface ConnectionReport {
  result: 'works' | 'wrongCredentials' | 'cannotReach' | 'notWhatCounts' | 'noPassword';
  /** What happened and what to do now, as text for people. */
  sentence: string;
}

/** The state of the keychain, found by a probe with a time limit. */
export interface VaultStatus {
  state: 'available' | 'locked' | 'absent' | 'notResponding' | 'refused';
  /** What is wrong and what to do now; `null` if the keychain is available. */
  text: Text | null;
}
