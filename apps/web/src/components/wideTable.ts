/**
 * A box in which a table may be wider than the screen. On a phone its columns keep a width in which words can be read: Chinese breaks
 * anywhere, and a narrow column would stand one character below the other.
 */
export const wideTable = { overflowX: 'auto', '& td, & th': { minWidth: { xs: '5.5em', sm: 0 } } } as const;
