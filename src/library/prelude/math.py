make_module('math', {
    'pi': 3.141592653589793, 'e': 2.718281828459045, 'tau': 6.283185307179586, 'inf': float('inf'), 'nan': float('nan'),
    '__doc__': 'This module provides access to the mathematical functions\ndefined by the C standard.'})
