import type { Response } from 'express';
import type { EndpointName, endpoints } from '../../api/index.ts';
import type { Reply } from '../../api/endpoint.ts';
import type { AskOf } from '../ask.ts';
import { makeBody } from '../bodies/make-body.ts';
import { readBodies } from '../bodies/read-bodies.ts';
import { readBody } from '../bodies/read-body.ts';
import { readPublicBodies } from '../bodies/read-public-bodies.ts';
import { readBodyDesk } from '../bodies/read-body-desk.ts';
import { changeBody } from '../bodies/change-body.ts';
import { addCohort } from '../bodies/add-cohort.ts';
import { addSeats } from '../bodies/add-seats.ts';
import { retireSeat } from '../bodies/retire-seat.ts';
import { recordTerm } from '../bodies/record-term.ts';
import { appointTerm } from '../bodies/appoint-term.ts';
import { endTerm } from '../bodies/end-term.ts';
import { readOrganisations } from '../bodies/read-organisations.ts';
import { changeOrganisation } from '../bodies/change-organisation.ts';
import { mergeOrganisations } from '../bodies/merge-organisations.ts';
import { readMyAffiliations } from '../bodies/read-my-affiliations.ts';
import { discloseAffiliation } from '../bodies/disclose-affiliation.ts';
import { recordAffiliation } from '../bodies/record-affiliation.ts';
import { endAffiliation, endMyAffiliation } from '../bodies/end-affiliation.ts';
import { chooseListing } from '../directory/choose-listing.ts';
import { readDirectory } from '../directory/read-directory.ts';
import { readMyListing } from '../directory/read-my-listing.ts';
import { changeDrive } from '../drives/change-drive.ts';
import { readDrive } from '../drives/read-drive.ts';
import { readDrives } from '../drives/read-drives.ts';
import { startDrive } from '../drives/start-drive.ts';
import { certifyElection } from '../elections/certify-election.ts';
import { draftElection } from '../elections/draft-election.ts';
import { findTracker } from '../elections/find-tracker.ts';
import { openElection } from '../elections/open-election.ts';
import { readElection } from '../elections/read-election.ts';
import { readElections } from '../elections/read-elections.ts';
import { readLog } from '../elections/read-log.ts';
import { readOfficeElection } from '../elections/read-office-election.ts';
import { readOffice } from '../elections/read-office.ts';
import { redraftElection } from '../elections/redraft-election.ts';
import { commitImport } from '../imports/commit-import.ts';
import { prepareBulk } from '../imports/prepare-bulk.ts';
import { readImport } from '../imports/read-import.ts';
import { readImportRows } from '../imports/read-import-rows.ts';
import { readImports } from '../imports/read-imports.ts';
import { tryImport } from '../imports/try-import.ts';
import { undoImport } from '../imports/undo-import.ts';
import { affirm, affirmByLink } from '../members/affirm.ts';
import { confirmAddress, requestAddressChange, undoAddressChange } from '../members/change-address.ts';
import { eraseMe } from '../members/erase-me.ts';
import { joinTier } from '../members/join-tier.ts';
import { leaveTier, stayInTier } from '../members/leave-tier.ts';
import { correctMyDetails, exportMyData, readMyData } from '../members/my-data.ts';
import { readMyMembership } from '../members/read-my-membership.ts';
import { readOffers } from '../members/read-offers.ts';
import { requestJoin } from '../members/request-join.ts';
import { acceptNomination } from '../nominations/accept-nomination.ts';
import { appealRefusal } from '../nominations/appeal-refusal.ts';
import { changeCandidacy } from '../nominations/change-candidacy.ts';
import { changeNomination, withdrawNomination } from '../nominations/change-nomination.ts';
import { decideCandidacy } from '../nominations/decide-candidacy.ts';
import { declineNomination } from '../nominations/decline-nomination.ts';
import { joinNominations, previewJoining } from '../nominations/join-nominations.ts';
import { leaveCandidacy } from '../nominations/leave-candidacy.ts';
import { nameCandidate } from '../nominations/name-candidate.ts';
import { nominateMyself } from '../nominations/nominate-myself.ts';
import { nominate } from '../nominations/nominate.ts';
import { removePhoto } from '../nominations/photo.ts';
import { previewStatement } from '../nominations/preview-statement.ts';
import { readCandidacy } from '../nominations/read-candidacy.ts';
import { readMyNominations } from '../nominations/read-my-nominations.ts';
import { readNominating } from '../nominations/read-nominating.ts';
import { readOfficeNominations } from '../nominations/read-office-nominations.ts';
import { recordNomination } from '../nominations/record-nomination.ts';
import { giveSupport, readSupport, takeBackSupport } from '../nominations/support.ts';
import { correctMember } from '../people/correct-member.ts';
import { findMembers } from '../people/find-members.ts';
import { keepApart } from '../people/keep-apart.ts';
import { mergeMembers } from '../people/merge-members.ts';
import { readApplications } from '../people/read-applications.ts';
import { readDuplicates } from '../people/read-duplicates.ts';
import { readMember } from '../people/read-member.ts';
import { readPair } from '../people/read-pair.ts';
import { recordAct } from '../people/record-act.ts';
import { undoMerge } from '../people/undo-merge.ts';
import { chooseList } from '../lists/choose-list.ts';
import { confirmList } from '../lists/confirm-list.ts';
import { previewAnnouncement } from '../lists/preview-announcement.ts';
import { readLists } from '../lists/read-lists.ts';
import { readMyLists } from '../lists/read-my-lists.ts';
import { requestList } from '../lists/request-list.ts';
import { previewNotice } from '../announcing/preview-notice.ts';
import { readAnnouncements } from '../announcing/read-announcements.ts';
import { answerQuestion } from '../candidates/answer-question.ts';
import { askQuestion } from '../candidates/ask-question.ts';
import { hideQuestion } from '../candidates/hide-question.ts';
import { readMyQuestions } from '../candidates/my-questions.ts';
import { readOfficeQuestions } from '../candidates/office-questions.ts';
import { readCandidate } from '../candidates/read-candidate.ts';
import { sendNotice } from '../announcing/send-notice.ts';
import { sendAnnouncement } from '../lists/send-announcement.ts';
import { readMailbox } from '../mail/read-mailbox.ts';
import { draftOpenVote } from '../open-votes/draft-open-vote.ts';
import { markOpenVote } from '../open-votes/mark-open-vote.ts';
import { objectToMark } from '../open-votes/object-to-mark.ts';
import { putOpenVote } from '../open-votes/put-open-vote.ts';
import { readOfficeOpenVote } from '../open-votes/read-office-open-vote.ts';
import { readOfficeOpenVotes } from '../open-votes/read-office-open-votes.ts';
import { readOpenVote } from '../open-votes/read-open-vote.ts';
import { readOpenVotes } from '../open-votes/read-open-votes.ts';
import { recordRollCall } from '../open-votes/record-roll-call.ts';
import { redraftOpenVote } from '../open-votes/redraft-open-vote.ts';
import { grantRoles } from '../people/grant-roles.ts';
import { readMe } from '../people/read-me.ts';
import { readMyElections } from '../people/read-my-elections.ts';
import { readStaff } from '../people/read-staff.ts';
import { setPassword } from '../people/set-password.ts';
import { abandonPayment } from '../payments/abandon-payment.ts';
import { beginDues } from '../payments/begin-dues.ts';
import { decideOffline } from '../payments/decide-offline.ts';
import { findPayer } from '../payments/find-payer.ts';
import { openCardPage } from '../payments/open-card-page.ts';
import { previewRefund } from '../payments/preview-refund.ts';
import { readDues } from '../payments/read-dues.ts';
import { readMoney } from '../payments/read-money.ts';
import { readPayment } from '../payments/read-payment.ts';
import { recordOffline } from '../payments/record-offline.ts';
import { refundPayment } from '../payments/refund-payment.ts';
import { resendReceipt } from '../payments/resend-receipt.ts';
import { stopRenewal } from '../payments/stop-renewal.ts';
import type { Ports } from '../ports.ts';
import { announceDates } from '../roll/announce-dates.ts';
import { askException } from '../roll/ask-exception.ts';
import { decideAmendment } from '../roll/decide-amendment.ts';
import { decideException } from '../roll/decide-exception.ts';
import { freezeRoll } from '../roll/freeze-roll.ts';
import { proposeAmendment } from '../roll/propose-amendment.ts';
import { readRollChanges } from '../roll/read-roll-changes.ts';
import { readRollReport } from '../roll/read-roll-report.ts';
import { readRollState } from '../roll/read-roll-state.ts';
import { readRoll } from '../roll/read-roll.ts';
import { readVerdicts } from '../roll/read-verdicts.ts';
import { recountRoll } from '../roll/recount-roll.ts';
import { resendBallot } from '../roll/resend-ballot.ts';
import { workOutRoll } from '../roll/work-out-roll.ts';
import { previewSeating } from '../seating/preview-seating.ts';
import { readSeating } from '../seating/read-seating.ts';
import { recordDraw } from '../seating/record-draw.ts';
import { recordSeating } from '../seating/record-seating.ts';
import { withdrawCandidate } from '../seating/withdraw-candidate.ts';
import { requestSignIn } from '../sign-in/request-sign-in.ts';
import { setUp } from '../sign-in/set-up.ts';
import { signInByCode } from '../sign-in/sign-in-by-code.ts';
import { signInByLink } from '../sign-in/sign-in-by-link.ts';
import { signInByPassword } from '../sign-in/sign-in-by-password.ts';
import { signOut } from '../sign-in/sign-out.ts';
import { meOf, type NewSession } from '../sign-in/start-session.ts';
import { announceRound } from '../rounds/announce-round.ts';
import { confirmProgrammeNomination } from '../rounds/confirm-nomination.ts';
import { giveNomineeAddress } from '../rounds/give-nominee-address.ts';
import { joinNominees } from '../rounds/join-nominees.ts';
import { changeProgramme, makeProgramme } from '../rounds/make-programme.ts';
import { nominateForProgramme } from '../rounds/nominate-for-programme.ts';
import { readProgrammeNomination, readProgrammeNominations } from '../rounds/read-nominations.ts';
import { readProgramme } from '../rounds/read-programme.ts';
import { readProgrammes } from '../rounds/read-programmes.ts';
import { readReview } from '../rounds/read-review.ts';
import { recuseFromNominee } from '../rounds/recuse-from-nominee.ts';
import { voteOnNominee } from '../rounds/vote-on-nominee.ts';
import { readReferenceRequest, writeReference } from '../rounds/write-reference.ts';
import { changeRules } from '../tiers/change-rules.ts';
import { changeTerms } from '../tiers/change-terms.ts';
import { makeTier } from '../tiers/make-tier.ts';
import { readTiers } from '../tiers/read-tiers.ts';
import { usePreset } from '../tiers/use-preset.ts';
import { askForLink } from '../registrar/ask-for-link.ts';
import { giveCredentials } from '../registrar/give-credentials.ts';
import { inviteRegistrar, voidCredentials } from '../registrar/invite-registrar.ts';
import { readRegistrar } from '../registrar/read-registrar.ts';
import { readRegistrarRoll } from '../registrar/read-registrar-roll.ts';
import { replaceLink } from '../registrar/replace-link.ts';
import { reportMailing } from '../registrar/report-mailing.ts';
import { countAgain } from '../trustees/count-again.ts';
import { giveCeremonyMessage } from '../trustees/give-ceremony-message.ts';
import { giveKey } from '../trustees/give-key.ts';
import { giveShare } from '../trustees/give-share.ts';
import { inviteTrustees } from '../trustees/invite-trustees.ts';
import { readTrustee } from '../trustees/read-trustee.ts';
import { auditBallot } from '../voting/audit-ballot.ts';
import { castBallot } from '../voting/cast-ballot.ts';
import { readAudits } from '../voting/read-audits.ts';
import { readBallotPaper } from '../voting/read-ballot-paper.ts';
import { readHead } from '../voting/read-head.ts';
import { readVoter } from '../voting/read-voter.ts';
import { requestBallotCode } from '../voting/request-ballot-code.ts';
import { requestBallotLink } from '../voting/request-ballot-link.ts';
import { clearSession, setSession } from './cookies.ts';

type Of<Name extends EndpointName> = (typeof endpoints)[Name];
/** What a handler makes of an ask; the response is there for cookies alone. */
export type Handlers = {
  readonly [Name in EndpointName]: (
    ports: Ports,
    ask: AskOf<Of<Name>>,
    response: Response,
  ) => Promise<Reply<Of<Name>>> | Reply<Of<Name>>;
};

/** Every endpoint's use case. An endpoint without one does not compile. */
export const handlers: Handlers = {
  setUp: signingIn(setUp),
  requestSignIn,
  signInByCode: signingIn(signInByCode),
  signInByLink: signingIn(signInByLink),
  signInByPassword: signingIn(signInByPassword),
  signOut: async (ports, ask, response) => {
    clearSession(response);
    return signOut(ports, ask);
  },
  readMe,
  readMyElections,
  setPassword,
  readMyMembership,
  readOffers,
  requestJoin,
  joinTier,
  leaveTier,
  stayInTier,
  affirmByLink,
  affirm,
  requestAddressChange,
  confirmAddress,
  undoAddressChange,
  readMyData,
  correctMyDetails,
  exportMyData,
  eraseMe,
  readStaff,
  grantRoles,
  readElections,
  readElection,
  findTracker,
  readTiers,
  makeTier,
  changeTerms,
  changeRules,
  usePreset,
  readDrives,
  readDrive,
  startDrive,
  changeDrive,
  readVoter,
  requestBallotCode,
  requestBallotLink,
  readBallotPaper,
  castBallot,
  readHead,
  auditBallot,
  readAudits,
  readRegistrar,
  readRegistrarRoll,
  giveCredentials,
  reportMailing,
  replaceLink,
  inviteRegistrar,
  voidCredentials,
  askForLink,
  readTrustee,
  giveKey,
  giveCeremonyMessage,
  giveShare,
  readOffice,
  draftElection,
  redraftElection,
  readOfficeElection,
  readRoll,
  readRollState,
  workOutRoll,
  freezeRoll,
  readVerdicts,
  readRollReport,
  recountRoll,
  readRollChanges,
  proposeAmendment,
  decideAmendment,
  decideException,
  askException,
  announceDates,
  resendBallot,
  inviteTrustees,
  openElection,
  certifyElection,
  countAgain,
  readSeating,
  previewSeating,
  recordSeating,
  recordDraw,
  withdrawCandidate,
  readLog,
  findMembers,
  readMember,
  correctMember,
  recordAct,
  readApplications,
  prepareBulk,
  readDuplicates,
  readPair,
  mergeMembers,
  keepApart,
  undoMerge,
  readImports,
  readImport,
  readImportRows,
  tryImport,
  commitImport,
  undoImport,
  readMyLists,
  chooseList,
  requestList,
  confirmList,
  readLists,
  previewAnnouncement,
  sendAnnouncement,
  readCandidate,
  readMyQuestions,
  askQuestion,
  answerQuestion,
  readOfficeQuestions,
  hideQuestion,
  readAnnouncements,
  previewNotice,
  sendNotice,
  readProgramme,
  nominateForProgramme,
  readProgrammeNominations,
  readProgrammeNomination,
  confirmProgrammeNomination,
  readReferenceRequest,
  writeReference,
  readReview,
  voteOnNominee,
  recuseFromNominee,
  joinNominees,
  readProgrammes,
  makeProgramme,
  changeProgramme,
  giveNomineeAddress,
  announceRound,
  readDirectory,
  readMyListing,
  chooseListing,
  readDues,
  beginDues,
  readPayment,
  abandonPayment,
  stopRenewal,
  openCardPage,
  readMoney,
  findPayer,
  recordOffline,
  decideOffline,
  previewRefund,
  refundPayment,
  resendReceipt,
  makeBody,
  readBodies,
  readBody,
  readPublicBodies,
  readBodyDesk,
  changeBody,
  addCohort,
  addSeats,
  retireSeat,
  recordTerm,
  appointTerm,
  endTerm,
  readOrganisations,
  changeOrganisation,
  mergeOrganisations,
  readMyAffiliations,
  discloseAffiliation,
  endMyAffiliation,
  recordAffiliation,
  endAffiliation,
  readOpenVotes,
  readOpenVote,
  markOpenVote,
  objectToMark,
  readOfficeOpenVotes,
  readOfficeOpenVote,
  draftOpenVote,
  redraftOpenVote,
  putOpenVote,
  recordRollCall,
  readNominating,
  nominate,
  nominateMyself,
  changeNomination,
  withdrawNomination,
  previewStatement,
  readCandidacy,
  acceptNomination,
  declineNomination,
  changeCandidacy,
  leaveCandidacy,
  appealRefusal,
  removePhoto,
  readMyNominations,
  readSupport,
  giveSupport,
  takeBackSupport,
  readOfficeNominations,
  recordNomination,
  decideCandidacy,
  nameCandidate,
  previewJoining,
  joinNominations,
  readMailbox,
};

/** A use case that begins a session: its token goes into the cookie and nowhere else. */
function signingIn<A>(useCase: (ports: Ports, ask: A) => Promise<NewSession>) {
  return async (ports: Ports, ask: A, response: Response) => {
    const session = await useCase(ports, ask);
    setSession(response, session, ports.tokens);
    return meOf(session.live);
  };
}
