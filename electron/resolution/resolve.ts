/** Resolves unknown sends: by a person's decision, or by asking WhatCounts. */
import { summaryOf, type EntryDetail, type EntrySummary } from '../shared/domain/entry.ts';
import type { LogAccess } from '../log/store/log-access.ts';
import type { Resolution } from '../log/store/new-entry.ts';
import { fail, failText, ok, type Result } from '../shared/domain/result.ts';
import { isResolvable } from '../shared/domain/may-have-been-sent.ts';
import { askWhatCounts, type AskDeps } from './ask-whatcounts.ts';
import { noteLimit, type Ask, type AskReport, type Resolve } from '../shared/domain/resolving.ts';
import { parseTypedText } from '../shared/domain/typed-text.ts';
import { textOf } from '../shared/i18n/text.ts';

export interface ResolverDeps extends AskDeps {
  log: AskDeps['log'] & Pick<LogAccess, 'entry' | 'resolve'>;
  /** Called when an entry has a new outcome or a new item in its history. */
  onChange: (entry: EntrySummary) => void;
}

/**
 * Failures of both methods: `invalid` with a text for the note, `resolve.resolvedAlready`, `resolve.notAsked`, `logNotReadable`,
 * `logNotWritable`.
 */
export class UnknownResolver {
  readonly #deps: ResolverDeps;
  readonly #asking = new Set<number>();

  constructor(deps: ResolverDeps) {
    this.#deps = deps;
  }

  resolve({ id, outcome, note }: Resolve): Result<EntryDetail> {
    const checked = checkNote(note);
    if (!checked.ok) return checked;
    const entry = this.#deps.log.entry(id);
    if (!entry.ok) return entry;
    return this.#write(id, {
      at: this.#deps.now(),
      by: 'person',
      outcome,
      cause: 'person',
      ...resolvedText(outcome, entry.value.state === 'rejected' ? entry.value.status : null),
      note: checked.value,
    });
  }

  /** Also fails with `alreadyAsking`. Problems of the network, the server or the keychain are a report, not a failure. */
  async ask({ id, note }: Ask): Promise<Result<AskReport>> {
    const checked = checkNote(note);
    if (!checked.ok) return checked;
    const entry = this.#deps.log.entry(id);
    if (!entry.ok) return entry;
    if (!isResolvable(entry.value)) return failText({ code: 'resolve.notAsked', params: undefined });
    if (this.#asking.has(id)) return fail('alreadyAsking', 'WhatCounts is being asked about this send already. Wait for the result.');
    this.#asking.add(id);
    try {
      return await this.#ask(entry.value, checked.value);
    } finally {
      this.#asking.delete(id);
    }
  }

  async #ask(entry: EntryDetail, note: string): Promise<Result<AskReport>> {
    const finding = await askWhatCounts(entry, this.#deps);
    if (!finding.ok) return finding;
    const { result, sentence } = finding.value;
    if (result === 'failed') return ok({ result, sentence, entry });
    const [outcome, hint] = result === 'found' ? (['accepted', 'Confirmed'] as const) : (['unknown', ''] as const);
    const resolution: Resolution = { at: this.#deps.now(), by: 'api', outcome, cause: 'confirmed', hint, sentence, note };
    const written = this.#write(entry.id, resolution);
    if (written.ok) return ok({ result, sentence, entry: written.value });
    // Report the finding even if it can't be stored.
    return fail(written.error.code, `${written.error.sentence} The result from WhatCounts: ${sentence}`);
  }

  #write(id: number, resolution: Resolution): Result<EntryDetail> {
    const written = this.#deps.log.resolve(id, resolution);
    if (written.ok) this.#deps.onChange(summaryOf(written.value));
    return written;
  }
}

const notChanged = 'Nothing was changed. Correct the note.';

/** Checks a note to an outcome: the trimmed note, which may be empty, or `invalid` with a text for the field. */
export function checkNote(typed: string): Result<string> {
  const taken = parseTypedText(typed, { rule: 'prose', noun: 'note' });
  if ('text' in taken) return fail('invalid', notChanged, { note: textOf(taken.text) }, { note: taken.fixes });
  const note = taken.value;
  if (note.length <= noteLimit) return ok(note);
  return fail('invalid', notChanged, { note: `A note can have at most ${noteLimit} characters; this has ${note.length}.` });
}

/** Texts for an outcome that a person decided. `status`: of the response; `null` if it isn't known. */
export function resolvedText(outcome: Resolve['outcome'], status: number | null): { hint: string; sentence: string } {
  return outcome === 'accepted'
    ? { hint: 'Marked as sent', sentence: textOf({ code: 'resolve.markedSent', params: { status } }) }
    : { hint: 'Marked as not sent', sentence: textOf({ code: 'resolve.markedNotSent', params: { status } }) };
}
