/** The test of the deployed: a deployment for each worker, and a browser that believes its authority. */

import { test as base } from '../test.ts';
import { type Deployment, deploy, type ProxyName } from './deployment.ts';

type OfWorker = { behind: ProxyName; deployed: Deployment };

export const test = base.extend<object, OfWorker>({
  behind: ['nginx', { scope: 'worker', option: true }],
  deployed: [
    async ({ behind }, use) => {
      const deployed = await deploy(behind);
      await use(deployed);
      await deployed.stop();
      await deployed.remove();
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ launchOptions, deployed }, use) => {
      const env = { ...process.env, HOME: deployed.home };
      await use({ ...launchOptions, env });
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ deployed }, use) => use(deployed.root),
  // What the browser sends is looked for in the logs, too.
  context: async ({ context, deployed }, use) => {
    context.on('request', (request) => deployed.secrets.addRequest(request));
    await use(context);
  },
});
