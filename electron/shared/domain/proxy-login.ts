/** A login for a proxy: what the page may submit and see of it, and the rules for it. */
import * as v from 'valibot';
import { fail, ok, type Result } from './result.ts';
import { trimHidden } from '../base/hidden-characters.ts';
import { secretRefusal } from './secret-text.ts';
import { hiddenRefusal } from './typed-text.ts';
import { textOf } from '../i18n/text.ts';

/** How the connection to the proxy itself is made: unencrypted, or with TLS. */
export const proxySchemes = ['http', 'https'] as const;
export type ProxyScheme = (typeof proxySchemes)[number];

const typed = v.pipe(v.string(), v.maxLength(10_000));

export const ProxyLoginDraftSchema = v.object({
  scheme: v.picklist(proxySchemes),
  address: typed,
  user: typed,
  /** Empty: keep the stored password. */
  password: typed,
  /** Whether the person agreed to keep it in memory only, until Keypost closes. */
  keepInMemory: v.boolean(),
});
export type ProxyLoginDraft = v.InferOutput<typeof ProxyLoginDraftSchema>;

export interface ProxyLoginView {
  /** `unsaid`: saved by a version of Keypost that did not ask for the scheme. Such a login is sent to no proxy until it is saved again. */
  scheme: ProxyScheme | 'unsaid';
  /** `host:port` */
  address: string;
  user: string;
  /** False if it was kept in memory by an earlier run, or if its scheme is not known. */
  hasPassword: boolean;
  backend: 'keychain' | 'memory';
}

/** Which login to remove. */
export const ProxyKeySchema = v.object({
  scheme: v.picklist([...proxySchemes, 'unsaid']),
  address: v.pipe(v.string(), v.maxLength(300)),
});

/**
 * Checks a draft. Its address is normalized to `host:port` in lower case, without its own scheme and a trailing slash. On failure `invalid`
 * with a text for each refused field. `isStored`: whether the password of that user is stored for that proxy.
 */
export function checkProxyLogin(draft: ProxyLoginDraft, isStored: (tidy: ProxyLoginDraft) => boolean): Result<ProxyLoginDraft> {
  const [, scheme = draft.scheme, address = ''] =
    /^(?:(https?):\/\/)?(.*?)\/?$/s.exec(trimHidden(draft.address, 'exact').toLowerCase()) ?? [];
  const tidy = { ...draft, address, user: trimHidden(draft.user, 'exact') };
  const fields: Record<string, string> = {};
  if (!isAddress(address)) fields['address'] = 'Type the proxy as host and port, such as proxy.acme.example:3128.';
  else if (scheme !== draft.scheme) {
    fields['address'] =
      `The address says ${scheme}, but ${draft.scheme.toUpperCase()} is chosen. Choose what the proxy is, or correct the address.`;
  }
  if (tidy.user === '') fields['user'] = 'Type the user name that the proxy knows.';
  else if (tidy.user.includes(':')) fields['user'] = "A user name can't contain a colon: Basic authorization could not carry it.";
  if (tidy.password === '' && !isStored(tidy)) fields['password'] = 'Type the password for this proxy.';
  const user = hiddenRefusal(tidy.user, { rule: 'exact', noun: 'user name' });
  if (user !== null) fields['user'] = textOf(user.text);
  const password = secretRefusal(tidy.password);
  if (password !== null) fields['password'] = textOf(password);
  for (const field of ['user', 'password'] as const) {
    if (tidy[field].length > 500) fields[field] ??= 'At most 500 characters fit here.';
  }
  return Object.keys(fields).length === 0
    ? ok(tidy)
    : fail('invalid', 'The login was not saved. Correct the marked fields.', fields, user === null ? {} : { user: user.fixes });
}

function isAddress(address: string): boolean {
  const port = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\]):(\d{1,5})$/.exec(address)?.[1];
  return port !== undefined && Number(port) > 0 && Number(port) < 65_536 && address.length <= 300;
}
