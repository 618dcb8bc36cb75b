# compare: traceback
def compute(values):
    total_value = sum(values)
    return total_valeu
compute([1])
