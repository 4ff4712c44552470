/** What an entry of the log means, in words. An act that is newer than this page is shown by its name. */
const acts: Readonly<Record<string, string>> = {
  'set-up': 'Set up the installation and became administrator',
  'draft-election': 'Drafted an election',
  'redraft-election': 'Changed the draft',
  'work-out-roll': 'Worked out the roll',
  'announce-dates': 'Showed members the dates',
  'freeze-roll': 'Froze the roll',
  'propose-amendment': 'Proposed an amendment of the roll',
  'decide-amendment': 'Decided an amendment of the roll',
  'ask-exception': 'Asked to be on the roll',
  'decide-exception': 'Decided a request to be on the roll',
  'invite-trustees': 'Invited the trustees',
  'give-key': 'Gave a public key',
  'open-election': 'Froze and opened the election',
  'resend-ballot': 'Sent a voter the ballot link again',
  'close-election': 'Closed voting',
  'give-share': 'Added a part to the result',
  'publish-result': 'Published the result',
  'certify-election': 'Certified the result',
  'grant-roles': 'Changed roles',
  'start-drive': 'Started a drive',
  'change-drive': 'Changed a drive',
  'make-tier': 'Made a tier',
  'change-terms': 'Gave a tier other terms',
  'change-rules': 'Changed the rules about members',
  'use-preset': 'Began with the tiers of the preset',
  'set-password': 'Set a password',
  'send-announcement': 'Wrote to a mailing list',
  'send-notice': 'Sent an announcement of the election',
  'commit-import': 'Imported members',
  'undo-import': 'Undid an import',
  'export-members': 'Exported members',
  'correct-member': 'Corrected a member’s details',
  'merge-members': 'Merged two records',
  'undo-merge': 'Undid a merge',
  'keep-apart': 'Found two records to be two people',
  'member-approve': 'Approved an application',
  'member-refuse': 'Refused an application',
  'member-grant': 'Granted a period',
  'member-appoint': 'Recorded an appointment',
  'member-affirm': 'Marked voting as affirmed',
  'member-resign': 'Recorded a resignation',
  'member-give-notice': 'Gave notice of termination',
  'member-withdraw-notice': 'Withdrew a notice of termination',
  'member-record-death': 'Recorded a death',
  'member-withdraw-event': 'Withdrew a record as a mistake',
};

export function actWords(action: string): string {
  return acts[action] ?? action;
}

const factNames: Readonly<Record<string, string>> = {
  onRoll: 'on the roll',
  leftOut: 'left out',
  openItems: 'things in the report',
  hash: 'fingerprint',
  change: 'change',
  reason: 'reason',
  decision: 'decision',
  removed: 'taken off',
  invited: 'invited',
  owner: 'trustee',
  closesAt: 'closes',
  roll: 'roll',
  voter: 'voter',
  sent: 'sent',
  voted: 'voted',
  verdict: 'verdict',
  elected: 'elected',
  person: 'person',
  roles: 'roles',
  name: 'name',
  list: 'list',
  subject: 'subject',
  people: 'people',
};

/** `onRoll: 1450 · leftOut: 9` with the names of the facts in words. What has no words yet is shown as it is. */
export function factsWords(facts: string): string {
  return facts
    .split(' · ')
    .map((fact) => fact.replace(/^[A-Za-z]+(?=: )/u, (name) => factNames[name] ?? name))
    .join(' · ');
}
