import { expect, test } from 'vitest';
import { makeCertificate } from '../../protocol/threshold/certificates.ts';
import { newSeed } from '../../protocol/threshold/seed.ts';
import { reportOf } from '../support/board.ts';
import { aVoter, cast, CLOSES, freeze, mailTo, OPENS } from '../support/elections.ts';
import { anAdministrator, refusalOf, startProduct, type Product, type Visitor } from '../support/product.ts';
import { aDraftWithGroup, GROUP, makeKeysTogether, Member } from '../support/trustee-groups.ts';

const patience = 240_000;

async function signInAgain(officer: Visitor): Promise<void> {
  await officer.call('signInByPassword', {
    body: { email: 'ines@lantern.example', password: 'seven quiet herons wade' },
  });
}

async function subjectsTo(product: Product, email: string): Promise<string[]> {
  return (await mailTo(product, email)).map(({ subject }) => subject);
}

test(
  'two of three trustees open the result with the server, and the third is told that nothing more is needed',
  async () => {
    await using product = await startProduct();
    const officer = await anAdministrator(product);
    const { electionId, members } = await aDraftWithGroup(product, officer, 3);
    const path = { electionId };
    const [first, second, third] = members as [Member, Member, Member];
    const early = await refusalOf(first.give({ ceremony: 1, step: 'polynomial', message: '{}' }));
    expect(early.problemName).toBe('ceremony-moved-on');
    const { blockers } = await officer.call('readOfficeElection', { path });
    expect(blockers.filter(({ what }) => what === 'trustee-key-missing').length).toBe(3);

    await makeKeysTogether(product, members);
    expect(await first.view()).toMatchObject({ task: 'wait-for-close', keysGiven: 3, threshold: 2 });
    expect((await subjectsTo(product, third.email)).map((subject) => subject.split(':')[0])).toEqual([
      'Step 3 of 3 for your trustee key',
      'Step 2 of 3 for your trustee key',
      'Make your trustee key',
    ]);
    await freeze(officer, electionId);
    product.clock.moveTo(OPENS);
    await product.settle();
    await cast(electionId, await aVoter(product, electionId, 0), [[1, 0, 1, 0]]);
    product.clock.moveTo(CLOSES);
    await product.settle();

    const view = await first.view();
    expect(view).toMatchObject({ task: 'decrypt', sharesGiven: 0 });
    const wrong = await refusalOf(first.giveShare(await second.share()));
    expect(wrong.problemName).toBe('share-refused');
    const late = await third.share();
    await first.giveShare(await first.share());
    expect((await officer.call('readElection', { path })).result).toBeNull();
    expect(await second.giveShare(await second.share())).toMatchObject({ task: 'done', sharesGiven: 2 });
    await product.settle();
    expect(await officer.call('readElection', { path })).toMatchObject({
      phase: 'tallied',
      threshold: 2,
      result: [{ votes: [1, 0, 1, 0], elected: [0, 2] }],
    });
    expect(await reportOf(product, electionId)).toMatchObject({ verdict: 'passed' });
    expect((await subjectsTo(product, third.email))[0]).toMatch(/^Nothing more is needed from you/u);
    // Whoever comes later is thanked, and the record stays as it is.
    const head = (await officer.call('readElection', { path })).head;
    expect(await third.giveShare(late)).toMatchObject({ task: 'not-needed' });
    expect((await officer.call('readElection', { path })).head).toEqual(head);
    expect(await product.ports.db.selectFrom('serverKey').selectAll().execute()).toEqual([]);
  },
  patience,
);

test(
  'each step of a ceremony is checked, taken once, and the same again is a lost reply',
  async () => {
    await using product = await startProduct();
    const officer = await anAdministrator(product);
    const { members } = await aDraftWithGroup(product, officer, 2);
    const [first, second, third] = members as [Member, Member, Member];
    const given = await first.message();
    const failed = async (member: Member, message: string, step = given.step) => {
      const { problemName, problem } = await refusalOf(member.give({ ...given, step, message }));
      return [problemName, problem['failed']];
    };
    expect(await failed(first, 'nonsense')).toEqual(['key-refused', 'threshold-json']);
    expect(await failed(second, given.message)).toEqual(['key-refused', 'threshold-certificate']);
    const ofOthers = { size: 3, threshold: 1, index: 1 };
    expect(await failed(first, makeCertificate({ seed: newSeed(), ...ofOthers }))).toEqual([
      'key-refused',
      'threshold-certificate',
    ]);
    expect(await first.give(given)).toMatchObject({ task: 'wait-for-others', ceremony: { done: [1, 0, 0] } });
    expect(await first.give(given)).toMatchObject({ ceremony: { done: [1, 0, 0] } });
    const another = makeCertificate({ seed: newSeed(), size: 3, threshold: 2, index: 1 });
    expect((await failed(first, another))[0]).toBe('key-already-given');
    // With the seed of another trustee: its own signature holds, and yet it is refused.
    const borrowed = makeCertificate({ seed: first.seed, size: 3, threshold: 2, index: 2 });
    expect(await failed(second, borrowed)).toEqual(['key-refused', 'key-of-another']);

    for (const member of [second, third]) await member.give(await member.message());
    await product.settle();
    const polynomial = await first.message();
    const twisted = polynomial.message.replace(/"response":"\d/u, (part) =>
      part.endsWith('1') ? `${part.slice(0, -1)}2` : `${part.slice(0, -1)}1`,
    );
    expect((await failed(first, twisted, 'polynomial'))[0]).toBe('key-refused');
    await first.give(polynomial);
    expect((await failed(second, polynomial.message, 'polynomial'))[0]).toBe('key-refused');
    for (const member of [second, third]) await member.give(await member.message());
    await product.settle();
    const voutput = await first.message();
    expect((await failed(second, voutput.message, 'voutput'))[0]).toBe('key-refused');
    expect(await first.give(voutput)).toMatchObject({ keysGiven: 1, task: 'wait-for-others' });
  },
  patience,
);

test(
  'a change of the trustees begins the ceremony anew, and whoever lags behind is reminded a day later',
  async () => {
    await using product = await startProduct();
    const officer = await anAdministrator(product);
    const { electionId, members } = await aDraftWithGroup(product, officer, 2);
    const path = { electionId };
    const [first, second] = members as [Member, Member, Member];
    const old = await first.message();
    await first.give(old);
    await product.settle();
    product.clock.moveTo(product.ports.clock.now().add({ hours: 25 }));
    await signInAgain(officer);
    await product.settle();
    await product.settle();
    expect(await subjectsTo(product, first.email)).toHaveLength(1);
    expect((await subjectsTo(product, second.email))[0]).toMatch(/^Still to do: Make your trustee key/u);
    expect(await subjectsTo(product, second.email)).toHaveLength(2);

    const { definition } = await officer.call('readOfficeElection', { path });
    const trustees = [...GROUP.slice(0, 2), { name: 'Bram Okafor', email: 'bram@trustees.example' }];
    // What changes nobody in the group leaves the ceremony alone.
    await officer.call('redraftElection', { path, body: { ...definition, description: 'New words.' } });
    expect((await first.view()).ceremony).toMatchObject({ number: 1, done: [1, 0, 0] });
    await officer.call('redraftElection', { path, body: { ...definition, trustees } });
    await product.settle();
    expect((await subjectsTo(product, first.email))[0]).toMatch(/^Make your trustee key anew/u);
    expect((await subjectsTo(product, 'bram@trustees.example'))[0]).toMatch(/^Make your trustee key/u);
    expect(await first.view()).toMatchObject({ task: 'make-key', ceremony: { number: 2, done: [0, 0, 0] } });
    expect((await refusalOf(first.give(old))).problemName).toBe('ceremony-moved-on');
    const gone = await refusalOf(new Member(product, electionId, 'sunniva@trustees.example').view());
    expect(gone.problemName).toBe('link-refused');
    const few = await refusalOf(
      officer.call('redraftElection', { path, body: { ...definition, trustees: GROUP.slice(0, 2) } }),
    );
    expect(few.problemName).toBe('malformed-request');
  },
  patience,
);

test(
  'one of many would open ballots alone, and is refused',
  async () => {
    await using product = await startProduct();
    const officer = await anAdministrator(product);
    const { electionId } = await aDraftWithGroup(product, officer, 2);
    const { definition } = await officer.call('readOfficeElection', { path: { electionId } });
    const refusal = await refusalOf(
      officer.call('redraftElection', { path: { electionId }, body: { ...definition, threshold: 1 } }),
    );
    expect(refusal.problemName).toBe('malformed-request');
  },
  patience,
);
