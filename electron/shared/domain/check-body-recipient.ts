/**
 * Checks what names the contact inside a JSON body, by the same rules as the form's own fields. The body is sent as it is typed, so nothing
 * is trimmed.
 */
import { trimHidden } from '../base/hidden-characters.ts';
import { parseContactAddress } from './contact-address.ts';
import { keyRefusal } from './customer-key.ts';
import { hiddenRefusal, type TextRefusal } from './typed-text.ts';
import { textOf } from '../i18n/text.ts';
import { withTopName, withTopText } from './body-members.ts';
import { alikeNamingMembers } from './body-recipient.ts';
import { type JsonObject } from './contact-body.ts';
import { segmentProblem, type Checked } from './path-segment.ts';

type Unclear = Extract<Checked<never>, { refusal: string }>;

/**
 * Why a member looks like one that names the contact, or contains hidden characters; `null` if no member does. `text` is the body as it is
 * typed, `body` the same text parsed.
 */
export function unclearMember(text: string, body: JsonObject): Unclear | null {
  // With a hidden joiner in its name, a second "email" could name a contact that nobody sees.
  for (const member of Object.keys(body)) {
    const refused = hiddenRefusal(member, { rule: 'exact', noun: 'name' });
    if (refused !== null) return { refusal: `“${member}”: ${textOf(refused.text)}` };
  }
  const [alike] = alikeNamingMembers(body);
  if (alike === undefined) return null;
  const { written, meant } = alike;
  const isBeside = Object.hasOwn(body, meant);
  const rename = { label: { code: 'field.renameMember', params: { meant } }, value: withTopName(text, written, meant) } as const;
  return {
    refusal: textOf({ code: 'field.alikeMember', params: { written, meant, isBeside } }),
    fixes: isBeside ? [] : [rename],
  };
}

/**
 * Why a customer key or an address in the body can't be used; `null` if all can. `text` is the body as it is typed, `body` the same text
 * parsed.
 */
export function unclearName(text: string, body: JsonObject): Unclear | null {
  for (const field of ['customerKey', 'email'] as const) {
    const name = body[field];
    if (name === undefined || name === null) continue;
    if (typeof name !== 'string') return { refusal: `${field} has to be a text: put it into quotes.` };
    const refused = field === 'customerKey' ? (keyRefusal(name) ?? edgeRefusal(field, name)) : addressRefusal(name);
    if (refused !== null) return inBody(field, refused, text);
    const problem = segmentProblem(name);
    if (problem !== null) return { refusal: `${field}: ${problem}` };
  }
  return null;
}

function addressRefusal(name: string): TextRefusal | null {
  const hidden = hiddenRefusal(name, { rule: 'exact', noun: 'e-mail address' });
  const taken = parseContactAddress(name);
  if ('text' in taken) return taken;
  return hidden ?? edgeRefusal('email', name);
}

/** Outer spaces are trimmed only in fields of the form. Inside a body they are part of the name, so they are refused. */
function edgeRefusal(field: string, name: string): TextRefusal | null {
  const value = trimHidden(name, 'exact');
  if (name === value) return null;
  return {
    text: { code: 'field.bodySpaces', params: { field } },
    fixes: [{ label: { code: 'field.removeIt', params: { count: name.length - value.length } }, value }],
  };
}

/** The fix replaces this one value and leaves the rest of the body as it is written. */
const inBody = (field: string, { text, fixes }: TextRefusal, body: string): Unclear => ({
  refusal: text.code === 'field.bodySpaces' ? textOf(text) : `${field}: ${textOf(text)}`,
  fixes: fixes.map(({ label, value }) => ({ label, value: withTopText(body, field, value) })),
});
