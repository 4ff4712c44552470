import { useState } from 'preact/hooks';
import { tryImport, type DateFormat, type ImportField, type ImportMap, type ImportView } from '../../api/imports.ts';
import { call } from '../call.ts';
import { ErrorSummary, Notice } from '../parts/boxes.tsx';
import { Button } from '../parts/button.tsx';
import { counted } from '../parts/counts.ts';
import { Field, SelectField } from '../parts/field.tsx';
import { Table } from '../parts/lists.tsx';
import { failedWords } from '../parts/refusals.tsx';
import { RadioField } from '../parts/tick-field.tsx';
import { fieldWords, fittingFormats, guessMap, guessTiers, tierValues } from './import-words.ts';

interface MapFacts {
  readonly view: ImportView;
  readonly tiers: readonly { readonly id: string; readonly name: string }[];
  readonly maps: readonly { readonly name: string; readonly map: ImportMap }[];
  readonly onTried: (view: ImportView) => void;
}

/** Step 2: which column is what, how dates are written, what the file calls the tiers. */
export function MapForm({ view, tiers, maps, onTried }: MapFacts) {
  const [map, setMap] = useState(() => view.map ?? guessMap(view, tiers));
  const [saveAs, setSaveAs] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const press = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await call(tryImport, { path: { importId: view.id }, body: { map, saveAs } });
    setBusy(false);
    if (answer.ok) onTried(answer.reply);
    else setProblem(failedWords(answer));
  };
  const setField = (heading: string, field: string) => {
    const others = Object.entries(map.fields).filter(([one, of]) => of !== heading && one !== field);
    const fields = Object.fromEntries([...others, ...(field === '' ? [] : [[field, heading]])]) as ImportMap['fields'];
    setMap({ ...map, fields, tiers: { ...guessTiers(view, fields, tiers), ...map.tiers } });
  };
  const isDated = map.fields.from !== undefined || map.fields.until !== undefined;
  return (
    <form class="stack" onSubmit={(event) => void press(event)} noValidate>
      {problem !== undefined && <ErrorSummary problems={[{ words: problem }]} />}
      <p class="soft">
        Step 2 of 4: the columns. {view.name} has {counted(view.rows, 'row')}, {writtenWords(view)}.
      </p>
      {view.encoding === 'windows-1252' && <GuessNotice />}
      <SavedMaps view={view} maps={maps} onMap={setMap} />
      <div class="card flush">
        <Table
          caption="The columns of the file and what each is"
          rows={view.columns}
          keyOf={({ heading }) => heading}
          columns={[
            { title: 'Column', cell: ({ heading }) => heading },
            {
              title: 'Holds',
              cell: ({ samples }) =>
                samples.length === 0 ? (
                  <span class="soft">nothing</span>
                ) : (
                  <span class="break small">{samples.join(' · ')}</span>
                ),
            },
            {
              title: 'Is',
              cell: ({ heading }) => (
                <FieldChoice heading={heading} map={map} onField={(field) => setField(heading, field)} />
              ),
            },
          ]}
        />
      </div>
      {isDated && <Dates view={view} map={map} onFormat={(dateFormat) => setMap({ ...map, dateFormat })} />}
      <Tiers
        view={view}
        map={map}
        tiers={tiers}
        onTier={(value, tier) => setMap({ ...map, tiers: { ...map.tiers, [value]: tier } })}
      />
      <RadioField
        name="doubt"
        legend="A row whose name is known here under another address"
        value={map.onDoubt}
        onValue={(onDoubt) => setMap({ ...map, onDoubt })}
        options={[
          { value: 'leave-out', words: 'is left out, for somebody to look at' },
          { value: 'make-new', words: 'becomes a new member, and appears among the probable duplicates' },
        ]}
      />
      <Field
        id="save-as"
        label="Keep these answers for the next file, under the name"
        hint="Can stay empty."
        value={saveAs}
        onValue={setSaveAs}
        maxLength={80}
        autocomplete="off"
      />
      <p class="buttons">
        <Button type="submit" busy={busy && 'Beginning…'}>
          Show what it would do
        </Button>
      </p>
      <p class="soft small">This changes nothing yet.</p>
    </form>
  );
}

function writtenWords({ encoding, separator }: ImportView): string {
  const between = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' }[separator] ?? separator;
  return `written in ${encoding.toUpperCase()} with ${between} between the cells`;
}

function GuessNotice() {
  return (
    <Notice tone="warn" title="Look at the names with accents">
      <p>
        This file is not written in UTF-8. It is read as Windows-1252, which is usual for older spreadsheets. If names
        look wrong below, save the file as “CSV UTF-8” and choose it again.
      </p>
    </Notice>
  );
}

function SavedMaps({
  view,
  maps,
  onMap,
}: Pick<MapFacts, 'view' | 'maps'> & { readonly onMap: (map: ImportMap) => void }) {
  const headings = new Set(view.columns.map(({ heading }) => heading));
  const fitting = maps.filter(({ map }) => Object.values(map.fields).every((heading) => headings.has(heading)));
  if (fitting.length === 0) return null;
  return (
    <SelectField
      id="saved-map"
      label="Answers kept from an earlier file"
      value=""
      onValue={(name) => {
        const saved = fitting.find((one) => one.name === name);
        if (saved !== undefined) onMap(saved.map);
      }}
      options={[{ value: '', words: 'Choose' }, ...fitting.map(({ name }) => ({ value: name, words: name }))]}
    />
  );
}

function FieldChoice({
  heading,
  map,
  onField,
}: {
  readonly heading: string;
  readonly map: ImportMap;
  readonly onField: (field: string) => void;
}) {
  const field = (Object.entries(map.fields) as [ImportField, string][]).find(([, of]) => of === heading)?.[0] ?? '';
  return (
    <select
      class="field"
      aria-label={`What ${heading} is`}
      value={field}
      onChange={(event) => onField(event.currentTarget.value)}
    >
      <option value="">Passed over</option>
      {fieldWords.map(({ field: value, words }) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
}

function Dates({
  view,
  map,
  onFormat,
}: Pick<MapFacts, 'view'> & { readonly map: ImportMap; readonly onFormat: (format: DateFormat | null) => void }) {
  const fitting = fittingFormats(view, map.fields);
  const all: readonly DateFormat[] = ['YYYY-MM-DD', 'DD.MM.YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY'];
  const offered = fitting.length === 0 ? all : fitting;
  return (
    <SelectField
      id="date-format"
      label="How are the dates written?"
      hint={fitting.length > 1 ? 'More than one way fits. Look at a day that you know.' : undefined}
      value={map.dateFormat ?? ''}
      onValue={(value) => onFormat(all.find((format) => format === value) ?? null)}
      options={[
        { value: '', words: 'Choose' },
        ...offered.map((format) => ({
          value: format,
          words: `${format}, the last day of March is ${examples[format]}`,
        })),
      ]}
    />
  );
}

const examples: Readonly<Record<DateFormat, string>> = {
  'YYYY-MM-DD': '2027-03-31',
  'DD.MM.YYYY': '31.03.2027',
  'DD/MM/YYYY': '31/03/2027',
  'MM/DD/YYYY': '03/31/2027',
};

function Tiers({
  view,
  map,
  tiers,
  onTier,
}: Pick<MapFacts, 'view' | 'tiers'> & {
  readonly map: ImportMap;
  readonly onTier: (value: string, tier: string) => void;
}) {
  if (map.fields.tier === undefined) return null;
  const values = tierValues(view, map.fields);
  if (values.length === 0) {
    return (
      <Notice tone="warn">
        <p>The column {map.fields.tier} holds more than 40 different values. It is probably not the tier.</p>
      </Notice>
    );
  }
  return (
    <fieldset class="card stack">
      <legend class="label">What the file calls the tiers</legend>
      {values.map((value, place) => (
        <SelectField
          key={value}
          id={`tier-${place}`}
          label={value}
          value={map.tiers[value] ?? ''}
          onValue={(tier) => onTier(value, tier)}
          options={[
            { value: '', words: 'No tier: leave such rows out' },
            ...tiers.map(({ id, name }) => ({ value: id, words: name })),
          ]}
        />
      ))}
    </fieldset>
  );
}
