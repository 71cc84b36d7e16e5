// As much of n8n as the workflow uses: its expressions, and the sandbox of its Code node, which
// knows these names and no others. Reads {node, json, nodes, env, body} and writes what comes out.

import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import vm from 'node:vm';

const given = JSON.parse(await text(process.stdin));
const run = given.node.type === 'n8n-nodes-base.code' ? code : parameters;
process.stdout.write(JSON.stringify(await run(given)));

async function code({ node, json, env, body }) {
  const allowed = createRequire(import.meta.url);
  const names = {
    Buffer,
    $env: env,
    $input: { first: () => ({ json }) },
    require: (name) => {
      if (name !== 'crypto') throw new Error(`Cannot find module '${name}'`);
      return allowed(name);
    },
    self: { helpers: { getBinaryDataBuffer: async () => Buffer.from(body, 'base64') } },
  };
  return vm.runInNewContext(`(async function () {${node.parameters.jsCode}\n}).call(self)`, names);
}

function parameters({ node, json, nodes }) {
  const names = vm.createContext({
    $json: json,
    $: (name) => ({ item: { json: nodes[name] } }),
  });
  return resolve(node.parameters, names);
}

function resolve(value, names) {
  if (Array.isArray(value)) return value.map((one) => resolve(one, names));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one, names)]));
  }
  return typeof value === 'string' && value.startsWith('=') ? expression(value.slice(1), names) : value;
}

// n8n ends an expression at the first }}, and keeps the type of what stands alone.
function expression(template, names) {
  const alone = /^\{\{((?:(?!\}\}).)*)\}\}$/s.exec(template);
  if (alone !== null) return vm.runInContext(`(${alone[1]})`, names);
  return template.replace(/\{\{(.*?)\}\}/gs, (_, inner) => vm.runInContext(`(${inner})`, names));
}
