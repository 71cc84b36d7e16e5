/** What holds behind either proxy, below a path and over https. To be called where a test file begins. */

import { askAndAnswer, handOver } from './browser.ts';
import type { ProxyName } from './deployment.ts';
import { nothingInAnyLog, nothingOfErrors } from './inlogs.ts';
import {
  askInTheTerminal,
  handOverInTheTerminal,
  largestInTheTerminal,
  onlyToTheVouched,
  withoutEither,
} from './terminal.ts';
import { test } from './test.ts';
import {
  asBuilt,
  atTheDoctor,
  byHttp2,
  handedOn,
  ledThere,
  linksOfMachines,
  oneTrace,
  refusedByUs,
} from './wire.ts';

export function promises(behind: ProxyName): void {
  test.use({ behind });
  // One deployment for all of them: what they leave in its logs is looked for at the end.
  test.describe.configure({ mode: 'serial' });

  test.describe(`behind ${behind}`, () => {
    test('the doctor finds nothing amiss, below the path and at the root', atTheDoctor);
    test('each answer comes as the server sends it', handedOn);
    test('every page and every file comes as it was built', asBuilt);
    test('browsers are spoken to by HTTP/2', byHttp2);
    test('one id, drawn by the proxy, leads through the logs', oneTrace);
    test('half an address leads to the whole', ledThere);
    test('the links that the server makes begin with the whole', linksOfMachines);
    test('a refusal is the one of the server, with its reason', refusedByUs);
    test('a browser hands over an access and a file, another opens them, once', handOver);
    test('a browser asks, another answers, the first collects and finishes', askAndAnswer);
    test('in the terminal an access is handed over once', handOverInTheTerminal);
    test('in the terminal the largest file comes through', largestInTheTerminal);
    test('in the terminal one is asked for, answered, collected and finished', askInTheTerminal);
    test('the terminal tells nothing to whom no authority vouches for', onlyToTheVouched);
    test('either instance serves while the other one is away', withoutEither);
    test('of calls in vain nothing is in any log', nothingOfErrors);
    test('no id, no token and no link is in any log', nothingInAnyLog);
  });
}
