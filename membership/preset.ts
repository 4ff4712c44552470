import type { MembershipRules, TierTerms } from './terms.ts';

/** Rules and tiers of a foundation of volunteers; every organisation changes them to its own. */

export const presetRules: MembershipRules = {
  zone: 'UTC',
  graceVotes: false,
  affirmation: { isRequired: true, isWaivedForVoters: true },
  missedVotes: 4,
  qualifyingDays: 0,
  resignationNoticeDays: 10,
  terminationNoticeDays: 15,
  hearingDays: 5,
};

const common = {
  currency: 'USD',
  lifetimeFee: null,
  graceDays: 30,
  renewalOpensDays: 60,
  mustAffirm: true,
  mayMissVotes: false,
  mergedInto: null,
} as const;

const contributing: TierTerms = {
  ...common,
  name: 'Contributing',
  about: 'For those who give their time: at least five hours a month for our mission.',
  fee: { kind: 'none' },
  period: { kind: 'rolling', months: 12 },
  votes: true,
  approval: 'none',
  attestation: {
    version: 1,
    text: 'I give at least five hours a month to the mission of the foundation, without pay for it, and will go on doing so in the coming year. What I make in that time is openly licensed.',
  },
  visibility: 'public',
};

/** The tiers of the preset in their order, each with the terms that it had and the instants from which they held. */
export const presetTiers: readonly {
  readonly id: string;
  readonly terms: readonly { readonly effectiveAt: string; readonly terms: TierTerms }[];
}[] = [
  {
    id: 'basic',
    terms: [
      {
        effectiveAt: '2001-01-01T00:00:00Z',
        terms: {
          ...common,
          name: 'Basic',
          about: 'For everybody who wants to belong. It costs nothing and gives no vote.',
          fee: { kind: 'none' },
          period: { kind: 'none' },
          votes: false,
          approval: 'none',
          attestation: { version: 1, text: 'I will follow the code of conduct.' },
          visibility: 'public',
        },
      },
    ],
  },
  {
    id: 'supporting',
    terms: [
      {
        effectiveAt: '2001-01-01T00:00:00Z',
        terms: {
          ...common,
          name: 'Supporting',
          about: 'For those who give money. Choose the amount that fits you; nobody is asked why.',
          fee: { kind: 'sliding', suggested: 9900, minimum: 2500, presets: [2500, 5000, 9900, 15000] },
          lifetimeFee: 250_000,
          period: { kind: 'rolling', months: 12 },
          votes: true,
          approval: 'none',
          attestation: null,
          visibility: 'public',
        },
      },
    ],
  },
  { id: 'contributing', terms: [{ effectiveAt: '2001-01-01T00:00:00Z', terms: contributing }] },
  {
    id: 'managing',
    terms: [
      {
        effectiveAt: '2001-01-01T00:00:00Z',
        terms: {
          ...contributing,
          name: 'Managing',
          about: 'For those who give their time to a working group.',
          visibility: 'staff',
        },
      },
      {
        effectiveAt: '2024-08-01T00:00:00Z',
        terms: {
          ...contributing,
          name: 'Managing',
          about: 'Merged into Contributing.',
          visibility: 'staff',
          mergedInto: 'contributing',
        },
      },
    ],
  },
  {
    id: 'fellow',
    terms: [
      {
        effectiveAt: '2001-01-01T00:00:00Z',
        terms: {
          ...common,
          name: 'Fellow',
          about: 'Appointed for life for extraordinary service.',
          fee: { kind: 'none' },
          period: { kind: 'none' },
          votes: true,
          mayMissVotes: true,
          approval: 'appointment',
          attestation: null,
          visibility: 'members',
        },
      },
    ],
  },
];
