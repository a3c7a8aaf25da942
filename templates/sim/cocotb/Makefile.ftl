# Runs cocotb on ${v.design}_top; needs cocotb 2, cocotbext-axi and a simulator, and nothing of decodefab.
#
#   make                                   Icarus Verilog, the example test
#   make SIM=verilator                     Verilator 5.036 or newer
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

ifeq ($(SIM),verilator)
# Registers without a reset and memories start at random; so many bits of a seed.
SIM_ARGS             += +verilator+rand+reset+2 +verilator+seed+1
COMPILE_ARGS         += --x-initial unique
endif

include $(shell cocotb-config --makefiles)/Makefile.sim
