import type { MemberEvent } from '../../membership/events.ts';

/** What happened, for staff: a title and its details. Dates stand as days in the organisation's zone. */
export function eventWords(
  event: MemberEvent,
  {
    tierName,
    day,
    lastDay,
  }: {
    tierName: (tier: string) => string;
    day: (instant: string) => string;
    /** The day that is over at an instant: until when, inclusively, somebody is a member. */
    lastDay: (instant: string) => string;
  },
): { title: string; words: string } {
  switch (event.kind) {
    case 'applied':
      return { title: `Applied: ${tierName(event.tier)}`, words: event.facts.note ?? '' };
    case 'approved':
      return { title: `Approved: ${tierName(event.tier)}`, words: event.facts.reason ?? '' };
    case 'refused':
      return { title: `Refused: ${tierName(event.tier)}`, words: event.facts.reason };
    case 'attested':
      return { title: `Declared the text of ${tierName(event.tier)}`, words: `Version ${event.facts.version}` };
    case 'period': {
      const { from, until, source, note = '' } = event.facts;
      const span = `${day(from)} ${until === null ? 'for life' : `until ${lastDay(until)}`}, ${sourceWords[source]}`;
      return { title: tierName(event.tier), words: note === '' ? span : `${span}. ${note}` };
    }
    case 'period-ended':
      return { title: `${tierName(event.tier)} ended early`, words: `${day(event.facts.at)}. ${event.facts.reason}` };
    case 'appointed': {
      const { from, body, vote } = event.facts;
      return { title: `Appointed: ${tierName(event.tier)}`, words: `From ${day(from)}, by ${body}, ${vote}` };
    }
    case 'affirmed':
      return { title: `Affirmed voting in ${event.facts.year}`, words: howWords[event.facts.how] };
    case 'resigned':
      return {
        title: event.tier === null ? 'Resigned' : `Resigned from ${tierName(event.tier)}`,
        words: `Takes effect ${day(event.facts.at)}`,
      };
    case 'termination-noticed': {
      const { at, hearingAt, reason } = event.facts;
      return {
        title: 'Notice of termination',
        words: `Takes effect ${day(at)}, hearing ${day(hearingAt)}. ${reason}`,
      };
    }
    case 'termination-withdrawn':
      return { title: 'Notice of termination withdrawn', words: event.facts.reason };
    case 'died':
      return { title: 'Died', words: day(event.facts.on) };
    case 'erased':
      return { title: 'Erased', words: '' };
    case 'changed': {
      const { field, before, after } = event.facts;
      return {
        title: `${fieldWords[field]} changed`,
        words: `${before === '' ? 'empty' : before} → ${after === '' ? 'empty' : after}`,
      };
    }
    case 'withdrawn':
      return { title: 'A record was withdrawn as a mistake', words: event.facts.reason };
  }
}

const sourceWords = {
  payment: 'paid',
  certified: 'declared',
  granted: 'granted',
  imported: 'imported',
  waived: 'dues waived',
} as const;
const howWords = {
  mail: 'From the mail',
  site: 'On the site',
  staff: 'Recorded by staff',
  imported: 'Imported',
} as const;
const fieldWords = { name: 'Name', email: 'Address', city: 'City', country: 'Country' } as const;
