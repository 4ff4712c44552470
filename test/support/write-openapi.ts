/* `npm run openapi`: writes docs/openapi.json anew from the table of endpoints. */
import { writeFileSync } from 'node:fs';
import { openApiText } from '../../api/openapi.ts';

writeFileSync(new URL('../../docs/openapi.json', import.meta.url), openApiText());
