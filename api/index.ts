import * as directory from './directory.ts';
import * as drives from './drives.ts';
import * as duplicates from './duplicates.ts';
import * as elections from './elections.ts';
import type { Endpoint } from './endpoint.ts';
import * as imports from './imports.ts';
import * as lists from './lists.ts';
import * as mailbox from './mailbox.ts';
import * as members from './members.ts';
import * as office from './office.ts';
import * as people from './people.ts';
import * as roll from './roll.ts';
import * as trustees from './trustees.ts';
import * as voting from './voting.ts';

/** Every endpoint there is, by name. The server refuses to start when one has no handler. */
export const endpoints = {
  setUp: people.setUp,
  requestSignIn: people.requestSignIn,
  signInByCode: people.signInByCode,
  signInByLink: people.signInByLink,
  signInByPassword: people.signInByPassword,
  signOut: people.signOut,
  readMe: people.readMe,
  readMyElections: people.readMyElections,
  setPassword: people.setPassword,
  readStaff: people.readStaff,
  grantRoles: people.grantRoles,
  readElections: elections.readElections,
  readElection: elections.readElection,
  findTracker: elections.findTracker,
  readDrives: drives.readDrives,
  readDrive: drives.readDrive,
  startDrive: drives.startDrive,
  changeDrive: drives.changeDrive,
  readVoter: voting.readVoter,
  requestBallotCode: voting.requestBallotCode,
  requestBallotLink: voting.requestBallotLink,
  readBallotPaper: voting.readBallotPaper,
  castBallot: voting.castBallot,
  readTrustee: trustees.readTrustee,
  giveKey: trustees.giveKey,
  giveShare: trustees.giveShare,
  readOffice: office.readOffice,
  draftElection: office.draftElection,
  redraftElection: office.redraftElection,
  readOfficeElection: office.readOfficeElection,
  readRoll: office.readRoll,
  readRollState: roll.readRollState,
  workOutRoll: roll.workOutRoll,
  freezeRoll: roll.freezeRoll,
  readVerdicts: roll.readVerdicts,
  readRollReport: roll.readRollReport,
  recountRoll: roll.recountRoll,
  readRollChanges: roll.readRollChanges,
  proposeAmendment: roll.proposeAmendment,
  decideAmendment: roll.decideAmendment,
  decideException: roll.decideException,
  askException: roll.askException,
  announceDates: roll.announceDates,
  resendBallot: office.resendBallot,
  inviteTrustees: office.inviteTrustees,
  openElection: office.openElection,
  certifyElection: office.certifyElection,
  readLog: office.readLog,
  findMembers: members.findMembers,
  readMember: members.readMember,
  correctMember: members.correctMember,
  recordAct: members.recordAct,
  readApplications: members.readApplications,
  readDuplicates: duplicates.readDuplicates,
  readPair: duplicates.readPair,
  mergeMembers: duplicates.mergeMembers,
  keepApart: duplicates.keepApart,
  undoMerge: duplicates.undoMerge,
  readImports: imports.readImports,
  readImport: imports.readImport,
  readImportRows: imports.readImportRows,
  tryImport: imports.tryImport,
  commitImport: imports.commitImport,
  undoImport: imports.undoImport,
  readMyLists: lists.readMyLists,
  chooseList: lists.chooseList,
  requestList: lists.requestList,
  confirmList: lists.confirmList,
  readLists: lists.readLists,
  previewAnnouncement: lists.previewAnnouncement,
  sendAnnouncement: lists.sendAnnouncement,
  readDirectory: directory.readDirectory,
  readMyListing: directory.readMyListing,
  chooseListing: directory.chooseListing,
  readMailbox: mailbox.readMailbox,
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
