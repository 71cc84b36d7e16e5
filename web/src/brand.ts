/** What a server says of its operator (API, `about.brand`): data that was checked at its start. */

/** An accent, the same under a pointer, and the ground of what is chosen: `#rrggbb`. */
export type Palette = { accent: string; deep: string; tint: string };

export type Brand = {
  name: string;
  /** How `/brand.svg` is shown, in CSS pixels. `adapts`: it has colours of its own for dark pages. */
  logo?: { width: number; height: number; adapts: boolean };
  colours?: { light: Palette; dark: Palette };
  imprint?: string;
  privacy?: string;
};
