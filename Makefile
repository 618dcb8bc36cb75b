# Newcomers need `make run` and `make test`. Everything is built by Meson and Ninja in build/.

BUILD ?= build
CASES ?= 100000
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
PACKAGES := gcc libc6-dev meson ninja-build pkg-config python3 libpython3.11-stdlib libgmp-dev libzstd-dev libsodium-dev libedit-dev
missing = $(shell for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done)
define install
	@packages="$(call missing,$(1))"; if [ -n "$$packages" ]; then echo "installing: $$packages"; \
	  $(SUDO) apt-get update -q && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$packages; fi
endef

.PHONY: all build run test test-quick bench fuzz lint format clean packages

all: build

packages:
	$(call install,$(PACKAGES))

build: packages
	@[ -f $(BUILD)/trained ] || tools/first_build.sh $(BUILD)
	@tools/reconfigure.sh $(BUILD)
	@meson compile -C $(BUILD) >$(BUILD)/build.log 2>&1 || { tail -50 $(BUILD)/build.log; exit 1; }

run: build
	@/usr/bin/python3 examples/tour/tour.py $(BUILD)/pyxis

test: build
	$(call install,clang-19 libpython3.11-testsuite)
	@/usr/bin/python3 tests/run.py --all

test-quick: build
	@/usr/bin/python3 tests/run.py

bench: build
	$(call install,pypy3)
	@/usr/bin/python3 bench/run.py
	@/usr/bin/python3 bench/compile.py

fuzz: build
	@/usr/bin/python3 tests/run.py --fuzz --cases $(CASES) $(if $(SEED),--seed $(SEED))

lint: build
	$(call install,clang-tidy)
	@/usr/bin/python3 tools/check_layers.py $(BUILD)
	@clang-tidy --quiet $(addprefix --extra-arg=,-fno-profile-instr-use -Wno-ignored-optimization-argument -Wno-unknown-warning-option) \
	  -p $(BUILD) $$(tools/sources.sh src/host src/program)

format:
	$(call install,clang-format)
	@clang-format -i $$(find src include tests examples -name '*.[ch]')

clean:
	rm -rf build build-*
