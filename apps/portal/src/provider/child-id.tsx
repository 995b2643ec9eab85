import type { JSX } from 'preact';
import { OneLine } from '../page/parts.js';
import type { Words } from '../page/words.js';

/** The id of a child in the register, or that its data are erased. */
export const ChildId = ({ childId, words: { say } }: { childId: string | null; words: Words }): JSX.Element =>
  childId === null ? <>{say('provider.erased')}</> : <OneLine>{childId}</OneLine>;
