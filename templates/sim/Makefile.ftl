# Builds and replays the simulation of ${v.design}; needs Verilator, a C++ compiler and make.
#
#   make          builds obj/sim
#   make replay   feeds the recorded tokens again and compares every result
#   make clean

VERILATOR ?= verilator
JOBS      ?= 2
OBJ       ?= obj
# fst, or 1: waveforms as FST; vcd: as VCD, which others convert; 0: none.
TRACE     ?= 0
# 1: counts executed lines, branches and changes of bits, for the verb `coverage FILE`. Narrow nets are control; a counter
# for each bit of a data path would make the model many times as large and say little.
COVERAGE  ?= 0
# What is evaluated every cycle; what runs once is compiled without optimisation.
OPT_FAST  ?= -O3
# Verilator's own runtime, the same for every design.
OPT_GLOBAL ?= -O2
# 1: many small files, compiled beside each other; 0: one, which costs least where nothing is optimised.
PARALLEL  ?= 1

HERE      := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))
ROOT      := $(HERE)..
SOURCES   := $(addprefix $(ROOT)/,$(shell cat $(ROOT)/files.f))
FLAGS     := --cc --exe --build -DDFAB_FAST_LANES -j $(JOBS) -O3 --x-assign fast --x-initial unique \
             --top-module ${v.design}_bench --prefix Vbench -I$(ROOT)/rtl \
             -CFLAGS "-std=c++17 -I$(HERE)" -MAKEFLAGS "OPT_FAST=$(OPT_FAST) OPT_GLOBAL=$(OPT_GLOBAL) VM_PARALLEL_BUILDS=$(PARALLEL)" --output-split 20000

ifneq ($(filter 1 fst,$(TRACE)),)
FLAGS += --trace-fst -CFLAGS -DDFAB_TRACE
endif
ifeq ($(TRACE),vcd)
# Power lies in wide nets: all of them, but no contents of memories.
FLAGS += --trace --trace-max-width 65536 -CFLAGS "-DDFAB_TRACE -DDFAB_TRACE_VCD"
endif
ifeq ($(COVERAGE),1)
FLAGS += --coverage-line --coverage-toggle --coverage-max-width 8 -CFLAGS -DDFAB_COVERAGE
endif

.PHONY: all replay clean

all: $(OBJ)/sim

# Built beside and then moved, so that a build that was stopped is never taken for whole.
$(OBJ)/sim: $(SOURCES) $(wildcard $(HERE)*.h) $(HERE)main.cpp $(HERE)bench.v
	mkdir -p $(OBJ)
	$(VERILATOR) $(FLAGS) --Mdir $(OBJ)/work -o $(abspath $(OBJ))/sim.new $(SOURCES) $(HERE)bench.v $(HERE)main.cpp
	mv $(OBJ)/sim.new $@

replay: $(OBJ)/sim
	cd $(ROOT) && $(abspath $(OBJ))/sim --replay sim/replay.txt

clean:
	rm -rf $(OBJ)
