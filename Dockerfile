# docker build -t coalition .
# docker run --rm -i --network none coalition analyse - < article.txt
# docker run --rm --network none -v "$PWD:/articles:ro" coalition analyse /articles --json
FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
# The model is a dependency like others, so that it is in the image; at run time nothing is fetched.
RUN python -m venv /opt/coalition \
 && /opt/coalition/bin/pip install --no-cache-dir '.[all]' \
 && /opt/coalition/bin/coalition analyse data/examples/haiti-mission.txt >/dev/null

FROM python:3.13-slim
COPY --from=build /opt/coalition /opt/coalition
RUN useradd --create-home --uid 10001 reader
USER reader
WORKDIR /articles
# The terminal's encoding cannot be told inside a container; articles and reports are UTF-8.
ENV PATH=/opt/coalition/bin:$PATH PYTHONUTF8=1
ENTRYPOINT ["coalition"]
CMD ["--help"]
