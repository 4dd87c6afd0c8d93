import { bwLightTheme, type RaThemeOptions } from 'react-admin';

/** No font is loaded: one weight of a Chinese web font is 4.5 MB. Numbers keep their columns by tabular figures. */
const fontFamily = [
  '"PingFang SC"',
  '"Microsoft YaHei"',
  '"Noto Sans CJK SC"',
  '"Noto Sans SC"',
  '"Source Han Sans SC"',
  '"WenQuanYi Micro Hei"',
  'system-ui',
  'sans-serif',
].join(',');

const primary = '#0c5c4d';
const ink = '#1d2b28';
const line = '#cfd8d5';
/** Quiet text; 6.4:1 on the page's ground. */
const quiet = '#4d5a57';
const ground = '#f5f7f6';

const { components: bw = {} } = bwLightTheme;

/**
 * From react-admin's black-and-white theme, the only one whose contrast holds, with our own ground, primary colour and a
 * denser table. Every text has at least 4.5:1 and every target at least 24 px.
 */
export const theme: RaThemeOptions = {
  ...bwLightTheme,
  palette: {
    mode: 'light',
    primary: { main: primary, dark: '#08433a', light: '#e2efeb', contrastText: '#ffffff' },
    secondary: { main: '#33413e', contrastText: '#ffffff' },
    success: { main: '#1e6b3a' },
    error: { main: '#a3201a' },
    warning: { main: '#8a4b00' },
    info: { main: '#175a8c' },
    divider: line,
    background: { default: ground, paper: '#ffffff' },
    text: { primary: ink, secondary: quiet },
  },
  shape: { borderRadius: 6 },
  typography: {
    fontFamily,
    fontSize: 14,
    htmlFontSize: 16,
    fontWeightMedium: 500,
    fontWeightBold: 600,
    h1: { fontSize: '1.5rem', fontWeight: 600, lineHeight: 1.35 },
    h2: { fontSize: '1.15rem', fontWeight: 600, lineHeight: 1.4 },
    h3: { fontSize: '1rem', fontWeight: 600, lineHeight: 1.5 },
    h4: { fontSize: '1rem', fontWeight: 600 },
    h5: { fontSize: '1rem', fontWeight: 600 },
    h6: { fontSize: '1rem', fontWeight: 600 },
    body1: { fontSize: '0.9375rem', lineHeight: 1.65 },
    body2: { fontSize: '0.875rem', lineHeight: 1.6 },
    caption: { fontSize: '0.8125rem', lineHeight: 1.5 },
    button: { textTransform: 'none', fontWeight: 500 },
  },
  sidebar: { width: 208, closedWidth: 56 },
  components: {
    ...bw,
    MuiCssBaseline: {
      styleOverrides: {
        ':root': { colorScheme: 'light' },
        body: { backgroundColor: ground, fontVariantNumeric: 'tabular-nums' },
        'em, i': { fontStyle: 'normal' },
        // Whoever asks his system for less motion gets none; what still waits says so in words. Not zero: who listens for the end would wait for ever.
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': { animationDuration: '0.01ms !important', animationDelay: '0s !important', animationIterationCount: '1 !important', transitionDuration: '0.01ms !important', transitionDelay: '0s !important', scrollBehavior: 'auto !important' },
        },
        // A sticky head or foot never hides what has the focus.
        html: { scrollPaddingTop: '72px', scrollPaddingBottom: '96px' },
        '@media print': {
          'header, nav, .RaSidebar-root, .no-print, .RaSkipNavigationButton-root': { display: 'none !important' },
          body: { backgroundColor: '#fff' },
          thead: { display: 'table-header-group' },
          tr: { breakInside: 'avoid' },
        },
      },
    },
    MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' }, outlined: { borderColor: line } } },
    MuiCard: { defaultProps: { variant: 'outlined' } },
    MuiAppBar: { styleOverrides: { root: { boxShadow: 'none' } } },
    MuiButton: {
      defaultProps: { disableElevation: true },
      styleOverrides: { root: { textTransform: 'none', minHeight: 36 }, sizeSmall: { minHeight: 32, fontSize: '0.875rem' } },
    },
    MuiIconButton: { styleOverrides: { root: { minWidth: 32, minHeight: 32 } } },
    MuiChip: { styleOverrides: { root: { borderRadius: 4 }, sizeSmall: { height: 24 } } },
    MuiTab: { styleOverrides: { root: { textTransform: 'none', minHeight: 44, fontSize: '0.9375rem', minWidth: 72 } } },
    MuiTabs: { styleOverrides: { root: { minHeight: 44 } } },
    MuiTextField: { defaultProps: { variant: 'outlined', fullWidth: true, size: 'small', margin: 'dense' }, styleOverrides: { root: { backgroundColor: 'transparent' } } },
    MuiFormControl: { styleOverrides: { root: { backgroundColor: 'transparent' } } },
    MuiFormLabel: { styleOverrides: { root: { color: ink } } },
    MuiInputLabel: { styleOverrides: { root: { color: quiet } } },
    MuiOutlinedInput: { styleOverrides: { root: { backgroundColor: '#fff' }, notchedOutline: { borderColor: '#80908b' } } },
    MuiMenu: { styleOverrides: { paper: { border: `1px solid ${line}`, boxShadow: '0 4px 16px rgba(29,43,40,0.16)' } } },
    MuiToggleButton: { styleOverrides: { root: { color: ink, backgroundColor: '#fff', minHeight: 36, '&.Mui-selected': { backgroundColor: '#dcebe6', color: '#08433a', fontWeight: 600 } } } },
    MuiSwitch: { styleOverrides: { thumb: { border: '1px solid #4d5a57' }, track: { opacity: 0.5 } } },
    MuiTableCell: {
      styleOverrides: {
        root: { padding: '10px 12px', borderBottomColor: line, fontSize: '0.875rem' },
        head: { fontWeight: 600, color: ink, backgroundColor: '#eef2f0' },
        sizeSmall: { padding: '6px 10px' },
      },
    },
    MuiTableSortLabel: { styleOverrides: { root: { minHeight: 24, color: ink } } },
    MuiLink: { styleOverrides: { root: { textUnderlineOffset: '3px' } } },
    MuiFormHelperText: { styleOverrides: { root: { fontSize: '0.8125rem', marginLeft: 0 } } },
    MuiDialogTitle: { styleOverrides: { root: { fontSize: '1.15rem', fontWeight: 600 } } },
    RaMenuItemLink: {
      styleOverrides: {
        root: {
          margin: '2px 8px',
          minHeight: 40,
          borderRadius: 6,
          color: ink,
          '&.RaMenuItemLink-active': { backgroundColor: '#dcebe6', color: '#08433a', fontWeight: 600 },
          '& .RaMenuItemLink-icon': { minWidth: 34, color: 'inherit' },
        },
      },
    },
    // As wide as the window, never as wide as a table: that one scrolls in its own panel.
    RaLayout: { styleOverrides: { root: { minWidth: 0, '& .RaLayout-contentWithSidebar': { minWidth: 0, maxWidth: '100vw' }, '& .RaLayout-content': { backgroundColor: ground, padding: '0 24px 40px', minWidth: 0 } } } },
    RaDataTable: { styleOverrides: { root: { '& .RaDataTable-headerCell': { backgroundColor: '#eef2f0' } } } },
    RaDateField: { defaultProps: { locales: 'zh-CN' } },
    RaNumberField: { defaultProps: { locales: 'zh-CN' } },
  },
};
