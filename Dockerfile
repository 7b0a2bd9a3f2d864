# syntax=docker/dockerfile:1

# The page: built once, only its files go on.
FROM node:24-slim AS page
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

# The environment: torch's CPU build first, so that no package asks for gigabytes of CUDA.
FROM python:3.12-slim AS environment
WORKDIR /src
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
COPY constraints.txt ./
RUN pip install --index-url https://download.pytorch.org/whl/cpu --constraint constraints.txt torch
COPY pyproject.toml README.md LICENSE ./
COPY src/ src/
COPY models/ models/
COPY server/ server/
COPY --from=page /src/server/page/ server/page/
RUN pip install --constraint constraints.txt .

# What runs: no compiler, no node, no root.
FROM python:3.12-slim
RUN useradd --create-home --uid 10001 scorescape
COPY --from=environment /venv /venv
ENV PATH=/venv/bin:$PATH SCORESCAPE_HOST=0.0.0.0 SCORESCAPE_PORT=8000 PYTHONUNBUFFERED=1
USER scorescape
WORKDIR /home/scorescape
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f\"http://127.0.0.1:{os.environ['SCORESCAPE_PORT']}/healthz\", timeout=2)"]
ENTRYPOINT ["scorescape"]
CMD ["serve"]
