// Writes src/contract.ts, the types of events, requests and answers, from docs/contract. With --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs';

const contract = name => JSON.parse(readFileSync(new URL(`../../../docs/contract/${name}.json`, import.meta.url), 'utf8'));
const [asyncapi, openapi] = [contract('asyncapi'), contract('openapi')];
const schemas = { ...openapi.components.schemas, ...asyncapi.components.schemas };
const file = new URL('../src/contract.ts', import.meta.url);

/** What the package speaks of; everything that these refer to comes with them. */
const roots = [
  'EventsPage', 'SessionMark', 'SessionOverBudget', 'SessionExpiring', 'InputAudioDropped', 'StreamProblem', 'ModelMessage', 'ClientMessage',
  'StartRequest', 'SessionAccepted', 'TextRequest', 'TextAccepted', 'ItemRequest', 'ItemAccepted', 'ResponseRequest', 'CancelRequest',
  'CommandAccepted', 'HandoffAccepted', 'ApprovalRequest', 'SessionView', 'ConversationView', 'Problem',
];

const nameOf = reference => reference.slice(reference.lastIndexOf('/') + 1);
const literal = value => `'${value}'`;

function referencesOf(schema, found = new Set()) {
  if (Array.isArray(schema)) for (const part of schema) referencesOf(part, found);
  else if (schema && typeof schema === 'object') {
    if (schema.$ref) found.add(nameOf(schema.$ref));
    for (const part of Object.values(schema)) referencesOf(part, found);
  }
  return found;
}

function reachable() {
  const found = new Set(), open = [...roots];
  while (open.length > 0) {
    const name = open.pop();
    if (!schemas[name]) throw new Error(`docs/contract has no schema ${name}.`);
    if (!found.has(name)) open.push(...referencesOf(schemas[name]));
    found.add(name);
  }
  return [...found].sort();
}

function typeOf(schema, indent = '') {
  if (schema.$ref) return nameOf(schema.$ref);
  if ('const' in schema) return literal(schema.const);
  if (schema.enum) return schema.enum.map(literal).join(' | ');
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.map(choice => typeOf(choice, indent)).sort((a, b) => (a === 'null') - (b === 'null')).join(' | ');
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return 'unknown';
  // A number with a pattern is written as a decimal string, which keeps its digits.
  const named = types.filter(type => type !== 'null').map(type => plain(type, schema, indent));
  return [...new Set(named), ...(types.includes('null') ? ['null'] : [])].join(' | ');
}

function plain(type, schema, indent) {
  switch (type) {
    case 'string': return 'string';
    case 'boolean': return 'boolean';
    case 'integer': case 'number': return 'number';
    case 'array': return `readonly ${element(schema.items, indent)}[]`;
    case 'object': return schema.properties ? members(schema, indent) : `Readonly<Record<string, ${typeOf(schema.additionalProperties ?? {}, indent)}>>`;
    default: throw new Error(`docs/contract has the type ${type}, which this script does not know.`);
  }
}

function element(items, indent) {
  const type = typeOf(items ?? {}, indent);
  return /[ |]/.test(type) ? `(${type})` : type;
}

function members(schema, indent) {
  const inner = `${indent}  `;
  const lines = Object.entries(schema.properties).sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, part]) => [
    ...(part.description ? [`${inner}/** ${part.description}. */`] : []),
    `${inner}readonly ${name}${schema.required?.includes(name) ? '' : '?'}: ${typeOf(part, inner)};`,
  ]);
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function declaration(name) {
  const schema = schemas[name], type = typeOf(schema);
  return type.startsWith('{') ? `export interface ${name} ${type}` : `export type ${name} =${type.length > 100 ? `\n  | ${type.replaceAll(' | ', '\n  | ')}` : ` ${type}`};`;
}

const list = (name, values, comment) =>
  `/** ${comment} */\nexport const ${name} = [\n${values.map(value => `  ${literal(value)},`).join('\n')}\n] as const;`;
const problemNames = [...new Set(JSON.stringify([openapi.paths, asyncapi]).match(/(?<=urn:realtime:problem:)[a-z-]+/g))].sort();
const eventTypes = schemas.EventEnvelope.oneOf.map(choice => schemas[nameOf(choice.$ref)].properties.type.const).sort();
const closeCodes = asyncapi.channels.liveSession['x-close-codes'];

const text = [
  '// Written from docs/contract by scripts/generate.mjs: change that, not this.',
  ...reachable().map(declaration),
  list('eventTypes', eventTypes, 'The types of events that this version knows. A newer API may send others.'),
  list('problemNames', problemNames, 'The names of refusals that this version knows.'),
  'export type ProblemName = (typeof problemNames)[number];',
  `/** The codes with which the API closes a live socket. */\nexport const closeCodes = {\n${
    closeCodes.map(({ code, when }) => `  ${code}: ${literal(when)},`).join('\n')}\n} as const;`,
].join('\n\n') + '\n';

if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8').replaceAll('\r\n', '\n') !== text) {
  console.error('src/contract.ts is not as docs/contract says. Write it anew: npm run generate');
  process.exitCode = 1;
}
