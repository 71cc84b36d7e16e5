/** A bundle with something of everything that an opened page must show. */

import type { Lang } from '../../src/format.ts';
import type { Bundle } from '../../src/protocol/bundle.ts';

const SAID = {
  en: {
    host: 'my-shop.example',
    note: 'Mondays and Tuesdays only. Please do not touch the payment module.',
    title: 'What the last developer left behind',
    file: 'error-report-of-the-checkout-with-all-modules-switched-off-2026-11-20.log',
  },
  fr: {
    host: 'ma-boutique.example',
    note: 'Lundi et mardi uniquement. Merci de ne pas toucher au module de paiement.',
    title: 'Ce que l’ancien développeur a laissé',
    file: 'rapport-d-erreur-du-tunnel-de-commande-tous-modules-désactivés-2026-11-20.log',
  },
} as const;

export function rich(lang: Lang): Bundle {
  const { host, note, title, file } = SAID[lang];
  return {
    lang,
    items: [
      {
        kind: 'backoffice',
        fields: {
          url: `https://${host}/admin834xk`,
          email: `support@${host}`,
          password: 'Kiwi-7Bateau!ardoise',
          environment: 'staging',
          profile: 'Support',
        },
        note,
      },
      {
        kind: 'ftp',
        fields: {
          protocol: 'sftp',
          host: `ftp.${host}`,
          port: '2222',
          username: 'support',
          password: '=Kq7"x,9',
          private_key: `-----BEGIN OPENSSH PRIVATE KEY-----\n${'b3BlbnNzaC1rZXktdjEAAAAA'.repeat(8)}\n-----END OPENSSH PRIVATE KEY-----\n`,
          path: '/home/shop/www/releases/current',
        },
      },
      {
        kind: 'database',
        fields: {
          engine: 'MySQL/MariaDB',
          host: `db.${host}`,
          port: '3306',
          name: 'ps_shop',
          username: 'ps_support',
          password: "l'œuf; --",
          prefix: 'ps_',
          admin_url: `https://${host}/phpmyadmin`,
        },
      },
      {
        kind: 'panel',
        fields: {
          panel: 'Plesk',
          url: `http://panel.${host}:8443/login`,
          username: 'shop',
          password: '+33 6 ünïcode',
        },
      },
      { kind: 'domain', fields: {}, absent: true },
      {
        kind: 'other',
        fields: { title, secret: `x${'0123456789'.repeat(30)}\nsecond\tline` },
        note: 'Invoice \u202egpj.exe\u202c \u0007 \u200b!',
      },
    ],
    files: [
      { name: 'id_ed25519', type: 'text/plain', bytes: new Uint8Array(411) },
      { name: file, type: 'text/plain', bytes: new Uint8Array(20_000) },
    ],
  };
}
