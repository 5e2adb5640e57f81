// Mantine in the page's own clothes: its sizes, and its colours set to the variables of ui/tokens.css.

import {
  ActionIcon,
  Button,
  Checkbox,
  CloseButton,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Menu,
  Modal,
  NumberInput,
  PasswordInput,
  Popover,
  Portal,
  SegmentedControl,
  Select,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { texts } from './texts.ts';

/** Id of the element that everything floating is put into. */
export const OVERLAYS = 'overlays';

const small = { defaultProps: { size: 'xs' } };

export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontSizes: { xs: '13px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '1.4', sm: '1.4', md: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '8px' },
  defaultRadius: 'sm',
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  primaryColor: 'gray',
  // Mantine draws much straight from these two rows: they are the greys of ui/tokens.css, from light to dark.
  colors: {
    gray: [
      '#f6f7f8',
      '#eef0f2',
      '#e2e5e9',
      '#d5d9de',
      '#c9ced5',
      '#79828e',
      '#5b6470',
      '#434b55',
      '#2b3138',
      '#1b1f24',
    ],
    dark: [
      '#e8eaed',
      '#cfd4da',
      '#9aa4b0',
      '#9aa4b0',
      '#434b55',
      '#2b3138',
      '#1b1f24',
      '#1b1f24',
      '#14171a',
      '#0e1113',
    ],
  },
  // Mantine writes white on every filled ground; ours is ink, which is light in the dark theme.
  variantColorResolver: (input) => {
    const colours = defaultVariantColorsResolver(input);
    return input.variant === 'filled' ? { ...colours, color: 'var(--on-ink)' } : colours;
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  activeClassName: '',
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', size: 28, color: 'gray' } }),
    Button: Button.extend({ defaultProps: { variant: 'default', size: 'xs' } }),
    CloseButton: CloseButton.extend({ defaultProps: { size: 22 } }),
    TextInput: TextInput.extend(small),
    PasswordInput: PasswordInput.extend(small),
    Portal: Portal.extend({ defaultProps: { target: `#${OVERLAYS}` } }),
    NumberInput: NumberInput.extend(small),
    Textarea: Textarea.extend(small),
    Select: Select.extend(small),
    TagsInput: TagsInput.extend(small),
    Switch: Switch.extend(small),
    Checkbox: Checkbox.extend(small),
    SegmentedControl: SegmentedControl.extend(small),
    Menu: Menu.extend({ defaultProps: { transitionProps: { duration: 80 }, shadow: 'floating' } }),
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 80 }, shadow: 'floating' } }),
    Modal: Modal.extend({
      defaultProps: {
        transitionProps: { duration: 100, transition: 'fade' },
        overlayProps: { backgroundOpacity: 0.35 },
        // The page itself never scrolls; locking it would put a style element in the page, which the policy refuses.
        lockScroll: false,
        closeButtonProps: { 'aria-label': texts.close },
        // Its head is a <header>, which outside of an article is read as a second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 400,
        transitionProps: { duration: 80 },
        events: { hover: true, focus: true, touch: false },
      },
    }),
  },
});

const colours = {
  '--mantine-color-body': 'var(--panel)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--second)',
  '--mantine-color-placeholder': 'var(--second)',
  '--mantine-color-anchor': 'var(--text)',
  '--mantine-color-error': 'var(--severity-caution)',
  '--mantine-color-success': 'var(--severity-done)',
  '--mantine-color-default': 'var(--panel)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--hover)',
  '--mantine-color-disabled-color': 'var(--second)',
  '--mantine-color-disabled-border': 'var(--line)',
  // The accent is for selection and focus alone: a filled button is ink.
  '--mantine-color-gray-filled': 'var(--ink)',
  '--mantine-color-gray-filled-hover': 'var(--ink-hover)',
  '--mantine-color-gray-light': 'var(--hover)',
  '--mantine-color-gray-light-hover': 'var(--hover)',
  '--mantine-color-gray-light-color': 'var(--second)',
  '--mantine-color-gray-outline': 'var(--second)',
  '--mantine-color-gray-text': 'var(--second)',
  '--mantine-primary-color-filled': 'var(--ink)',
  '--mantine-primary-color-filled-hover': 'var(--ink-hover)',
  '--mantine-primary-color-contrast': 'var(--on-ink)',
} as const;

export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--mantine-shadow-floating': 'var(--float-shadow)' },
  light: colours,
  dark: colours,
});
