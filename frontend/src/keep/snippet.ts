/** A few lines of Python that read a file of weights. tests/browser/test_keeping_export.py runs them. */

export function snippet(file: string, energy: boolean): string {
  const more = energy ? '\nprint("energy", field.energy(x))  # nats, up to a constant' : '';
  return `# In a Python that has Scorescape installed, in the folder of the file.
from pathlib import Path

import torch

from scorescape.models.training.weights import load_field

field, meta = load_field(Path("${file}").read_bytes())
print(meta["spec"]["objective"], "after", meta["step"], "steps")
torch.set_grad_enabled(False)
x = torch.tensor([[0.0, 0.0], [1.0, -2.0]])  # points of the world, [-4, 4]^2
print("score", field.score(x))  # 1/unit${more}
`;
}
