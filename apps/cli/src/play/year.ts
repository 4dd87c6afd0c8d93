/** The year that the demo case tells of. Stated apart from its data, so that a command line is understood without reading them. */
export const playableYear = 2023;
