/** The access key, where this server lets nobody share without one. */

import { useEffect } from 'preact/hooks';
import type { ErrorAt } from '../../filling/press.tsx';
import { ACCESS_KEY, AccessKeyField, useAccessKey } from '../../parts/accesskey.tsx';
import { Card } from '../../parts/text.tsx';
import type { Access } from './choices.ts';
import { useAccessWords } from './words.ts';

type Props = { onAccess: (access: Access) => void; errorAt: ErrorAt };

export function AccessCard({ onAccess, errorAt }: Props) {
  const words = useAccessWords();
  const access = useAccessKey();
  const { key, flaw } = access;
  useEffect(() => onAccess({ key, flaw }), [key, flaw]);
  return (
    <Card title={words.title} hint={words.sharing}>
      <AccessKeyField words={words} access={access} required error={errorAt(ACCESS_KEY)} />
    </Card>
  );
}
