/** Ids of what is no field of an item. */
export const IDS = { paste: 'paste', files: 'files', seal: 'seal' } as const;
