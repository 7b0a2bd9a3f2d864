/** A connection that is only on its way is no fault: what is missing is said when it has been missing for a while. */

/** Milliseconds without a connection before the page says so. */
export const PATIENCE = 3000;

/** Whether `open` has been false for so long. Called where a component begins. */
export function patient(open: () => boolean, patience = PATIENCE): { readonly late: boolean } {
  const isOpen = $derived(open());
  let late = $state(false);
  $effect(() => {
    if (isOpen) return;
    const timer = setTimeout(() => (late = true), patience);
    return () => {
      clearTimeout(timer);
      late = false;
    };
  });
  return {
    get late() {
      return late;
    },
  };
}
