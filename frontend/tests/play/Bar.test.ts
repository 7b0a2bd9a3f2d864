import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import Bar from '../../src/play/Bar.svelte';
import { words } from '../mounted';

it('is a row around what it is given', () => {
  render(Bar, { label: 'Training', children: words('Train') });
  expect(screen.getByText('Train').closest('.bar')).not.toBeNull();
});
