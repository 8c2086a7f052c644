/** An account: who we send as. Its secret (API password, API client key) is never part of it; see vault.ts. */
import * as v from 'valibot';
import type { Text } from '../i18n/text.ts';
import { tidySiteUrl } from './site-url.ts';

export const accountKinds = ['practice', 'test', 'production'] as const;
export type AccountKind = (typeof accountKinds)[number];

/** The public part of an account, as kept on disk. */
export const AccountSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  kind: v.picklist(accountKinds),
  /** Origin and optional path prefix, tidied by site-url.ts: no trailing slash, no `/rest`. */
  siteUrl: v.pipe(
    v.string(),
    v.maxLength(2000),
    v.check((url) => url === '' || tidySiteUrl(url).ok),
  ),
  realm: v.pipe(v.string(), v.maxLength(500)),
  /** API client name for `x-api-key`; empty when the realm's default API client is used. */
  clientName: v.pipe(v.string(), v.maxLength(500)),
  /** Whether every send of a production account is reviewed first. Other kinds are not asked about for being what they are. */
  reviewSends: v.boolean(),
});
export type Account = v.InferOutput<typeof AccountSchema>;

/**
 * Where an account's secret lives. `practice` needs none; `none` means it has to be typed; `missing`, that it should be in the keychain and
 * is not, so that it has to be typed, too.
 */
export type SecretBackend = 'keychain' | 'memory' | 'practice' | 'none' | 'missing';

/** What the page may know of an account. It never holds a secret. */
export interface AccountView extends Account {
  /** The practice realm that Keypost brings along: it can be neither edited nor removed. */
  builtIn: boolean;
  secret: { hasSecret: boolean; hasClientKey: boolean; backend: SecretBackend };
}

/** What the account form sends. Length limits here only stop abuse; the rules a person meets are in check-account.ts. */
export const AccountDraftSchema = v.object({
  id: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  name: v.pipe(v.string(), v.maxLength(10_000)),
  kind: v.picklist(accountKinds),
  siteUrl: v.pipe(v.string(), v.maxLength(10_000)),
  realm: v.pipe(v.string(), v.maxLength(10_000)),
  clientName: v.pipe(v.string(), v.maxLength(10_000)),
  reviewSends: v.boolean(),
  /** Empty: keep the password that is stored. */
  password: v.pipe(v.string(), v.maxLength(10_000)),
  /** Empty: keep the key that is stored. */
  clientKey: v.pipe(v.string(), v.maxLength(10_000)),
  /** The person's consent to keep the secret in memory only, until Keypost closes. */
  keepInMemory: v.boolean(),
});
export type AccountDraft = v.InferOutput<typeof AccountDraftSchema>;

/** The result of a harmless GET against the account's site. */
export interface ConnectionReport {
  result: 'works' | 'wrongCredentials' | 'cannotReach' | 'notWhatCounts' | 'noPassword';
  /** A plain sentence: what happened and what to do now. */
  sentence: string;
}

/** The keychain as found by a probe with a time limit. */
export interface VaultStatus {
  state: 'available' | 'locked' | 'absent' | 'notResponding' | 'refused';
  /** What is wrong and what to do now; `null` when available. */
  text: Text | null;
}
